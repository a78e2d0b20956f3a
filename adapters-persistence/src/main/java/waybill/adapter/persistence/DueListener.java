package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;
import waybill.application.port.out.DispatchBell;

/**
 * Rings the bell when any node accepted messages. Listens on a connection of its own, beside the pool; while that is
 * broken, the dispatcher's own polling does the work.
 */
final class DueListener implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DueListener.class.getName());
    private static final int WAIT_MILLIS = 10_000;
    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final DatabaseConfig config;
    private final DispatchBell bell;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean listening;

    private DueListener(DatabaseConfig config, DispatchBell bell) {
        this.config = requireNonNull(config, "config");
        this.bell = requireNonNull(bell, "bell");
        this.thread = Thread.ofVirtual().name("due-listener").unstarted(this::run);
    }

    static DueListener start(DatabaseConfig config, DispatchBell bell) {
        var listener = new DueListener(config, bell);
        listener.thread.start();
        return listener;
    }

    boolean isListening() {
        return listening;
    }

    private void run() {
        while (!stopping) {
            try (var connection = DriverConnections.open(config, "waybill listener")) {
                listen(connection);
            } catch (SQLException e) {
                LOG.log(Level.DEBUG, "listening is interrupted: {0}", e.getSQLState());
            } finally {
                listening = false;
            }
            var _ = Pauses.rest(RECONNECT_AFTER);
        }
    }

    /** Rings once when it begins, for what was accepted while nobody listened. */
    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("LISTEN waybill_due");
        }
        listening = true;
        bell.ring();
        var notifications = connection.unwrap(PGConnection.class);
        while (!stopping) {
            if (notifications.getNotifications(WAIT_MILLIS).length > 0) {
                bell.ring();
            }
        }
    }

    /** An interrupt ends the waiting on a virtual thread by closing the connection; a look-up of a host's name it does not. */
    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
