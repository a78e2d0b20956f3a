package waybill.adapter.persistence.embedded;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * The PostgreSQL that Waybill brings along, its data kept in a directory that one Waybill at a time may use.
 *
 * <p>What is committed is on disk. A server that dies is started again on the same port; a process that is killed
 * leaves its server running, and the next start in the same directory stops that one first.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    static final String USER = "waybill";
    static final String DATABASE = "waybill";

    /** There from the beginning; only used to create ours. */
    private static final String MAINTENANCE_DATABASE = "postgres";

    private static final System.Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());

    private final DirectoryLock lock;
    private final Supervisor supervisor;
    private final int port;
    private final String password;

    private EmbeddedPostgres(DirectoryLock lock, Supervisor supervisor, int port, String password) {
        this.lock = lock;
        this.supervisor = supervisor;
        this.port = port;
        this.password = password;
    }

    /** Starts the PostgreSQL kept in the directory, and creates what is missing; returns when it takes connections. */
    public static EmbeddedPostgres start(Path directory) {
        return start(directory, directory.resolve("binaries"));
    }

    /** The same with PostgreSQL's programs in a directory that several may share. */
    public static EmbeddedPostgres start(Path directory, Path binaries) {
        requireNonNull(directory, "directory");
        requireNonNull(binaries, "binaries");
        try {
            var layout = Layout.below(directory);
            var lock = DirectoryLock.acquire(layout);
            try {
                return start(layout, lock, Binaries.unpackedBelow(binaries));
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new EmbeddedPostgresException(
                    "The embedded PostgreSQL cannot use %s (%s): set WAYBILL_DATA to a directory that can be written."
                            .formatted(directory, why(e)),
                    e);
        }
    }

    private static String why(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> denied.getFile() + " may not be written";
            case FileAlreadyExistsException taken -> taken.getFile() + " is no directory";
            default -> String.valueOf(failure.getMessage());
        };
    }

    /** The database's address; it stays the same while this object is open, whatever becomes of the server. */
    public String jdbcUrl() {
        return jdbcUrl(port, DATABASE);
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** The server's process; another one after a restart. */
    public long pid() {
        return supervisor.pid();
    }

    /** Stops the server, then gives up the directory. Whoever uses the database is to be closed before. */
    @Override
    public void close() {
        try {
            supervisor.close();
        } finally {
            lock.close();
        }
    }

    private static EmbeddedPostgres start(Layout layout, DirectoryLock lock, Binaries binaries) throws IOException {
        var password = PasswordFile.readOrCreate(layout);
        DataDirectory.createUnlessThere(layout, binaries);
        var first = FirstStart.of(layout, binaries);
        try {
            createDatabaseUnlessThere(first.port(), password);
        } catch (SQLException e) {
            first.server().stop();
            throw new EmbeddedPostgresException(
                    "The embedded PostgreSQL in %s started but did not let us in: %s; see %s."
                            .formatted(layout.root(), e.getMessage(), layout.log()),
                    e);
        } catch (RuntimeException e) {
            first.server().stop();
            throw e;
        }
        var supervisor = Supervisor.watch(first.server(), () -> ServerProcess.launch(layout, binaries, first.port()));
        LOG.log(
                System.Logger.Level.INFO,
                "PostgreSQL runs on port {0,number,#} with its data in {1}",
                first.port(),
                layout.data());
        return new EmbeddedPostgres(lock, supervisor, first.port(), password);
    }

    private static void createDatabaseUnlessThere(int port, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", password);
        properties.setProperty("requireAuth", "scram-sha-256");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        try (var connection = DriverManager.getConnection(jdbcUrl(port, MAINTENANCE_DATABASE), properties);
                var statement = connection.createStatement();
                var found =
                        statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '%s'".formatted(DATABASE))) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        }
    }

    private static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }
}
