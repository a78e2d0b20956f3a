package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import waybill.application.port.out.ReadinessCheck;

/**
 * Whether the database takes writes: it is not read-only, and it refused none of late. To try one here would cost room where
 * there is none, and tell little: another write may find room where the last one found none.
 */
final class WriteReadiness implements ReadinessCheck {
    private final HikariDataSource pool;
    private final RefusedWrites refusedWrites;

    WriteReadiness(HikariDataSource pool, RefusedWrites refusedWrites) {
        this.pool = requireNonNull(pool, "pool");
        this.refusedWrites = requireNonNull(refusedWrites, "refusedWrites");
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Optional<String> problem() {
        try (var connection = pool.getConnection()) {
            if (isReadOnly(connection)) {
                // After a failover it still leads to the server that was the primary.
                pool.evictConnection(connection);
                return Optional.of("the database is read-only");
            }
            return refusedWrites.sqlState().map(state -> "the database refuses to write: SQLSTATE " + state);
        } catch (SQLException _) {
            return Optional.of("the database does not answer");
        }
    }

    private static boolean isReadOnly(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(MaintenanceSql.READ_ONLY.text())) {
            return row.next() && row.getBoolean("read_only");
        }
    }
}
