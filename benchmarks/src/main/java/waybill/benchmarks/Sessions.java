package waybill.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import waybill.adapter.persistence.embedded.EmbeddedPostgres;

/** Where the database of a run is, and connections to it. */
record Sessions(String url, String user, String password) {
    static Sessions of(EmbeddedPostgres postgres) {
        return new Sessions(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    /** Another database of the same server. */
    Sessions database(String name) {
        return new Sessions(url.substring(0, url.lastIndexOf('/') + 1) + name, user, password);
    }

    String host() {
        return authority().split(":", 2)[0];
    }

    String port() {
        return authority().split(":", 2)[1];
    }

    String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    Connection open() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return DriverManager.getConnection(url, properties);
    }

    /** Runs statements that return nothing of interest. */
    void execute(String... statements) {
        try (var connection = open();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new DatabaseFailed(e);
        }
    }

    /** The one value of the one row. */
    String value(String query) {
        try (var connection = open();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new DatabaseFailed(e);
        }
    }

    /** Asks, over one connection, until the answer is the one expected; false when it was not by the end given. */
    boolean await(String query, String expected, Duration pause, long endNanos) throws InterruptedException {
        try (var connection = open();
                var statement = connection.prepareStatement(query)) {
            while (true) {
                try (var row = statement.executeQuery()) {
                    row.next();
                    if (row.getString(1).equals(expected)) {
                        return true;
                    }
                }
                if (System.nanoTime() - endNanos > 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            }
        } catch (SQLException e) {
            throw new DatabaseFailed(e);
        }
    }

    private String authority() {
        return url.substring("jdbc:postgresql://".length(), url.lastIndexOf('/'));
    }
}
