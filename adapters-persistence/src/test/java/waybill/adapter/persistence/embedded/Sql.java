package waybill.adapter.persistence.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** One statement on a connection of its own. */
final class Sql {
    private Sql() {}

    static void execute(EmbeddedPostgres postgres, String statement) throws SQLException {
        try (var connection = connect(postgres, postgres.password());
                var executed = connection.createStatement()) {
            executed.execute(statement);
        }
    }

    static String query(EmbeddedPostgres postgres, String query) throws SQLException {
        try (var connection = connect(postgres, postgres.password());
                var executed = connection.createStatement();
                var rows = executed.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static Connection connect(EmbeddedPostgres postgres, String password) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), password);
    }
}
