package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import waybill.adapter.persistence.DatabaseFailure.Effect;
import waybill.application.port.out.StoreUnavailable;

/**
 * Drops the partitions of a month, all its tables in one transaction. For that each parent is locked for an instant against
 * everybody. Whoever waits for such a lock makes others wait behind it, so it is waited for briefly, and tried again;
 * DETACH CONCURRENTLY is not for tables with a default partition. On a connection of its own: to look whether a month has
 * an open message may take longer than a statement of the pool may.
 */
final class MonthDropping {
    private static final System.Logger LOG = System.getLogger(MonthDropping.class.getName());
    private static final int LOCK_TIMEOUT_MILLIS = 50;
    private static final int MAX_ATTEMPTS = 40;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);
    private static final long ADVISORY_LOCK = 0x57_41_59_50_41_53_54L;

    private final DatabaseConfig config;

    MonthDropping(DatabaseConfig config) {
        this.config = requireNonNull(config, "config");
    }

    /** @param tables as they stand in a statement */
    private record Month(String name, String tables, String messages) {}

    /** Returns how many months are gone; none when another node is at it. */
    int drop(Instant before) {
        try (var connection = DriverConnections.open(config, "waybill upkeep");
                var statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = " + LOCK_TIMEOUT_MILLIS);
            if (!isOurTurn(connection)) {
                return 0;
            }
            int dropped = 0;
            for (var month : past(connection, before)) {
                if (hasOpenMessages(connection, month)) {
                    LOG.log(Level.WARNING, "the messages of {0} are kept, since some of them are open", month.name());
                } else if (drop(connection, month)) {
                    dropped++;
                    LOG.log(Level.INFO, "the messages of {0} were dropped with their history", month.name());
                }
            }
            return dropped;
        } catch (SQLException e) {
            throw new StoreUnavailable("old months could not be dropped, SQLSTATE " + e.getSQLState(), e);
        }
    }

    /** Until the connection is closed. */
    private static boolean isOurTurn(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_try_advisory_lock(%d)".formatted(ADVISORY_LOCK))) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static List<Month> past(Connection connection, Instant before) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT month, tables, message_table FROM past_months(CAST(? AS timestamptz))")) {
            statement.setString(1, before.toString());
            try (var rows = statement.executeQuery()) {
                var months = new ArrayList<Month>();
                while (rows.next()) {
                    months.add(new Month(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
                return months;
            }
        }
    }

    private static boolean hasOpenMessages(Connection connection, Month month) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT EXISTS (SELECT FROM %s WHERE closed_at IS NULL)".formatted(month.messages()))) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static boolean drop(Connection connection, Month month) throws SQLException {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            try (var statement = connection.createStatement()) {
                statement.execute("DROP TABLE " + month.tables());
                return true;
            } catch (SQLException e) {
                if (Effect.of(e) != Effect.LOCKED) {
                    throw e;
                }
                if (!Pauses.rest(BETWEEN_ATTEMPTS)) {
                    return false;
                }
            }
        }
        LOG.log(Level.WARNING, "the messages of {0} are in use and are dropped another time", month.name());
        return false;
    }
}
