package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbRow;
import java.util.List;
import java.util.function.Function;
import waybill.application.port.out.StoreUnavailable;

/** Runs statements, each in a transaction of its own, and tells outages from bugs. Thread-safe. */
final class Statements {
    static final int MAX_ATTEMPTS = 5;

    private final DbClient client;

    Statements(DbClient client) {
        this.client = requireNonNull(client, "client");
    }

    /**
     * Runs a statement and reads its rows.
     *
     * @throws StoreUnavailable when the database could not be reached, or did not answer in time
     */
    <R> List<R> query(SqlStatement statement, List<?> parameters, Function<DbRow, R> mapper) {
        return query(statement.name(), statement.text(), parameters, mapper);
    }

    <R> List<R> query(String name, String text, List<?> parameters, Function<DbRow, R> mapper) {
        try {
            return attempt(name, text, parameters, mapper);
        } catch (DatabaseFailure e) {
            throw new StoreUnavailable(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * As {@link #query}, for callers to whom it matters what a failure leaves behind. A transaction that the database
     * rolled back for the sake of others is tried again.
     */
    <R> List<R> attempt(String name, String text, List<?> parameters, Function<DbRow, R> mapper) {
        for (int attempt = 1; ; attempt++) {
            try (var rows = client.execute()
                    .createNamedQuery(name, text)
                    .params(parameters)
                    .execute()) {
                return rows.map(mapper).toList();
            } catch (DbClientException e) {
                var effect = DatabaseFailure.Effect.of(e);
                if (effect == DatabaseFailure.Effect.BUG) {
                    throw e;
                }
                if (effect != DatabaseFailure.Effect.ROLLED_BACK || attempt == MAX_ATTEMPTS) {
                    throw new DatabaseFailure(name, effect, e);
                }
            }
        }
    }
}
