package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import waybill.application.port.out.StoreUnavailable;

/** Runs statements, each in a transaction of its own, and tells outages from bugs. Thread-safe. */
final class Statements {
    /** Each but the last met a rival that won. */
    static final int MAX_ATTEMPTS = 20;

    /** All attempts together end when a single one would at the latest; callers are told by then. */
    private static final Duration LONGEST = Duration.ofMillis(Database.STATEMENT_TIMEOUT_MILLIS);

    private static final System.Logger LOG = System.getLogger(Statements.class.getName());
    private static final Duration TELL_INTERVAL = Duration.ofSeconds(10);

    private static final String SYNTAX_OR_ACCESS_RULE = "42";

    private final DbClient client;
    private final DataSource pool;
    private final RefusedWrites refusedWrites = new RefusedWrites(System::nanoTime);
    private final AtomicLong nextTold = new AtomicLong(System.nanoTime());
    private final AtomicLong nextFaultTold = new AtomicLong(System.nanoTime());

    /** @param pool where {@code client} has its connections from */
    Statements(DbClient client, DataSource pool) {
        this.client = requireNonNull(client, "client");
        this.pool = requireNonNull(pool, "pool");
    }

    /**
     * Runs a statement and reads its rows.
     *
     * @throws StoreUnavailable when the database could not be reached, or did not answer in time
     */
    <R> List<R> query(SqlStatement statement, List<?> parameters, Function<Row, R> mapper) {
        return query(statement.name(), statement.text(), parameters, mapper);
    }

    <R> List<R> query(String name, String text, List<?> parameters, Function<Row, R> mapper) {
        return available(() -> attempt(name, () -> byClient(name, text, parameters, mapper)));
    }

    /**
     * As {@link #query}, past DbClient, which makes an object of every column of every row before the first is asked for:
     * for statements that callers wait for by the thousand.
     */
    <R> List<R> queryDirectly(SqlStatement statement, List<?> parameters, Function<Row, R> mapper) {
        return queryDirectly(statement.name(), statement.text(), parameters, mapper);
    }

    <R> List<R> queryDirectly(String name, String text, List<?> parameters, Function<Row, R> mapper) {
        return available(() -> attemptDirectly(name, text, parameters, mapper));
    }

    /** As {@link #queryDirectly}, for callers to whom it matters what a failure leaves behind. */
    <R> List<R> attemptDirectly(String name, String text, List<?> parameters, Function<Row, R> mapper) {
        return attempt(name, () -> byDriver(text, parameters, mapper));
    }

    /** As {@link #attemptDirectly}, for what is written on behalf of others: that it was refused is remembered. */
    <R> List<R> attemptToWrite(String name, String text, List<?> parameters, Function<Row, R> mapper) {
        try {
            return attemptDirectly(name, text, parameters, mapper);
        } catch (DbClientException | DatabaseFailure e) {
            refusedWrites.failed(e);
            throw e;
        }
    }

    /** As {@link #attemptToWrite}, for callers to whom all that fails is the same. */
    <R> List<R> write(String name, String text, List<?> parameters, Function<Row, R> mapper) {
        return available(() -> attemptToWrite(name, text, parameters, mapper));
    }

    RefusedWrites refusedWrites() {
        return refusedWrites;
    }

    private static <R> List<R> available(Supplier<List<R>> attempt) {
        try {
            return attempt.get();
        } catch (DatabaseFailure e) {
            throw new StoreUnavailable(String.valueOf(e.getMessage()), e);
        }
    }

    /** A transaction that the database rolled back for the sake of others is tried again. */
    private <R> List<R> attempt(String name, Supplier<List<R>> execution) {
        long end = System.nanoTime() + LONGEST.toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                return execution.get();
            } catch (DbClientException e) {
                var effect = DatabaseFailure.Effect.of(e);
                if (effect == DatabaseFailure.Effect.BUG) {
                    tellOfFault(name, e);
                    throw e;
                }
                boolean last = attempt == MAX_ATTEMPTS || System.nanoTime() - end >= 0;
                if (effect != DatabaseFailure.Effect.ROLLED_BACK || last) {
                    tell(name, effect, e);
                    throw new DatabaseFailure(name, effect, e);
                }
            }
        }
    }

    private <R> List<R> byClient(String name, String text, List<?> parameters, Function<Row, R> mapper) {
        try (var rows =
                client.execute().createNamedQuery(name, text).params(parameters).execute()) {
            return rows.map(row -> mapper.apply(new ClientRow(row))).toList();
        }
    }

    private <R> List<R> byDriver(String text, List<?> parameters, Function<Row, R> mapper) {
        try (var connection = pool.getConnection();
                var statement = connection.prepareStatement(text)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (var results = statement.executeQuery()) {
                var row = new DriverRow(results);
                var mapped = new ArrayList<R>();
                while (results.next()) {
                    mapped.add(mapper.apply(row));
                }
                return mapped;
            }
        } catch (SQLException e) {
            throw new DbClientException("the statement failed", e);
        }
    }

    /** When it is the statement itself that is wrong or forbidden, whatever its parameters. */
    private void tellOfFault(String name, DbClientException e) {
        var state = DatabaseFailure.sqlState(e);
        if (state.startsWith(SYNTAX_OR_ACCESS_RULE) && isTurnToTell(nextFaultTold)) {
            LOG.log(Level.ERROR, "the database refuses {0}, SQLSTATE {1}", name, state);
        }
    }

    private void tell(String name, DatabaseFailure.Effect effect, DbClientException e) {
        if (isTurnToTell(nextTold)) {
            LOG.log(
                    Level.WARNING,
                    "the database did not do {0}: {1}, SQLSTATE {2}",
                    name,
                    effect,
                    DatabaseFailure.sqlState(e));
        }
    }

    /** Every few seconds at most: an outage fails everything there is. */
    private static boolean isTurnToTell(AtomicLong next) {
        long now = System.nanoTime();
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + TELL_INTERVAL.toNanos());
    }
}
