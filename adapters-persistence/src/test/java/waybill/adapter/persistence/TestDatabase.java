package waybill.adapter.persistence;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import waybill.adapter.persistence.embedded.EmbeddedPostgres;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.LookupQueue;
import waybill.application.port.out.LookupQueueContract;
import waybill.application.port.out.LostCallbacks;
import waybill.application.port.out.MessageStore;
import waybill.application.port.out.OrphanReports;
import waybill.application.port.out.PastMessages;
import waybill.application.port.out.SettlementQueue;
import waybill.application.port.out.Stores;
import waybill.application.port.out.SubmissionQueue;

/** One real PostgreSQL for the tests of a JVM; its sessions live in a time zone that is nobody's. */
final class TestDatabase {
    static final String KIND = "demo";
    static final String ACCOUNT = "MATESTTESTTESTTEST00";
    private static final Path BINARIES = Path.of("target/postgres-binaries");

    private static final EmbeddedPostgres SERVER = start();
    private static final Database DATABASE = open();

    private TestDatabase() {}

    static Database database() {
        return DATABASE;
    }

    static DatabaseConfig config() {
        return config(SERVER.jdbcUrl(), KIND, ACCOUNT);
    }

    static DatabaseConfig config(String url, String kind, String account) {
        return new DatabaseConfig(url, SERVER.user(), SERVER.password(), 10, kind, account);
    }

    /** A fresh, empty database beside the shared one; its name is returned as a JDBC URL. */
    static String createDatabase(String name) {
        execute("CREATE DATABASE " + name);
        return SERVER.jdbcUrl().replaceFirst("/waybill$", "/" + name);
    }

    static void execute(String sql) {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Which rules of the view that tells what no state can be are broken. */
    static List<String> unsoundRows() {
        try (var connection = connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT table_name, rule FROM unsound_row")) {
            var told = new ArrayList<String>();
            while (rows.next()) {
                told.add(rows.getString("table_name") + ": " + rows.getString("rule"));
            }
            return told;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Connection connection() throws SQLException {
        return connection(config());
    }

    static Connection connection(DatabaseConfig config) throws SQLException {
        return DriverManager.getConnection(config.url(), config.user(), config.password());
    }

    static DatabaseConfig fresh(String name) {
        return config(createDatabase(name), KIND, ACCOUNT);
    }

    static List<String> column(DatabaseConfig config, String sql) throws SQLException {
        try (var connection = connection(config);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    static void execute(DatabaseConfig config, String sql) throws SQLException {
        try (var connection = connection(config);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static Stores emptyStores() {
        execute("""
                TRUNCATE message, message_status, delivery_report, submission_attempt, message_event, orphan_report,
                    idempotency_key, provider_alias, settlement, message_listing;
                UPDATE sending_budget SET messages = 0, requests = 0, lookups = 0, refilled_at = now(),
                    lookups_refilled_at = now(), lists = 0, lists_refilled_at = now()
                """);
        return new Stores() {
            @Override
            public MessageStore messages() {
                return DATABASE.messages();
            }

            @Override
            public Ledger ledger() {
                return DATABASE.ledger(LookupQueueContract.LOOKUP_AFTER);
            }

            @Override
            public SubmissionQueue queue() {
                return DATABASE.queue();
            }

            @Override
            public OrphanReports orphanReports() {
                return DATABASE.orphanReports();
            }

            @Override
            public LookupQueue lookups() {
                return DATABASE.lookups();
            }

            @Override
            public SettlementQueue settlements() {
                return DATABASE.settlements();
            }

            @Override
            public PastMessages past() {
                return DATABASE.past();
            }

            @Override
            public LostCallbacks lostCallbacks() {
                return DATABASE.lostCallbacks();
            }
        };
    }

    private static EmbeddedPostgres start() {
        try {
            var directory = Files.createTempDirectory("waybill-test-");
            var server = EmbeddedPostgres.start(directory, BINARIES);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                delete(directory);
            }));
            leaveAlone(server);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What PostgreSQL does by itself now and then reads old versions of rows, which then cannot make room for new ones. */
    private static void leaveAlone(EmbeddedPostgres server) {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET autovacuum = off");
            statement.execute("SELECT pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Database open() {
        return Database.open(config());
    }
}
