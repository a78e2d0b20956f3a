package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import waybill.application.port.out.ReadinessCheck;

/**
 * Whether the database takes writes. While it does, that costs a question that reads nothing. A write that it refused is
 * tried again at each question and rolled back, so that a node to which nothing is sent any more notices when room or right
 * is back; a small write of another kind would find room where that one found none.
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
            return refusal(connection);
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

    private Optional<String> refusal(Connection connection) throws SQLException {
        for (var write : refusedWrites.all()) {
            try {
                rehearse(connection, write);
            } catch (SQLException e) {
                if (RefusedWrites.isRefusal(e)) {
                    return Optional.of("the database refuses to write: SQLSTATE " + e.getSQLState());
                }
                // Another write stands in its way meanwhile, and that one went through.
            }
            refusedWrites.forget(write.name());
        }
        return Optional.empty();
    }

    private static void rehearse(Connection connection, RefusedWrites.Write write) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement(write.text())) {
            for (int i = 0; i < write.parameters().size(); i++) {
                statement.setObject(i + 1, write.parameters().get(i));
            }
            statement.execute();
        } finally {
            connection.rollback();
        }
    }
}
