package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbRow;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import waybill.application.port.out.StoreUnavailable;

/** Runs statements, each in a transaction of its own, and tells outages from bugs. Thread-safe. */
final class Statements {
    static final int MAX_ATTEMPTS = 5;

    private static final System.Logger LOG = System.getLogger(Statements.class.getName());
    private static final Duration TELL_INTERVAL = Duration.ofSeconds(10);

    private final DbClient client;
    private final AtomicLong nextTold = new AtomicLong(System.nanoTime());

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
                    tell(name, effect, e);
                    throw new DatabaseFailure(name, effect, e);
                }
            }
        }
    }

    /** Every few seconds at most: an outage fails everything there is. */
    private void tell(String name, DatabaseFailure.Effect effect, DbClientException e) {
        long now = System.nanoTime();
        long due = nextTold.get();
        if (now - due >= 0 && nextTold.compareAndSet(due, now + TELL_INTERVAL.toNanos())) {
            LOG.log(
                    Level.WARNING,
                    "the database did not do {0}: {1}, SQLSTATE {2}",
                    name,
                    effect,
                    DatabaseFailure.sqlState(e));
        }
    }
}
