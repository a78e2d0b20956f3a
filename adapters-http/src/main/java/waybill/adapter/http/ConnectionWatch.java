package waybill.adapter.http;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cuts connections that take too long. Helidon's time-outs are per read, and a write has none: a peer that sends or takes
 * a byte now and then would hold its connection for ever.
 */
final class ConnectionWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ConnectionWatch.class.getName());

    private final Set<WatchedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Duration tick;
    private final Thread thread;
    private volatile boolean stopping;

    ConnectionWatch(Duration tick) {
        this.tick = tick;
        this.thread =
                Thread.ofPlatform().daemon().name("waybill-connection-watch").start(this::watch);
    }

    void add(WatchedConnection connection) {
        connections.add(connection);
    }

    void remove(WatchedConnection connection) {
        connections.remove(connection);
    }

    int size() {
        return connections.size();
    }

    boolean isStopping() {
        return stopping;
    }

    /** From now on connections end after the request they are at. */
    void stop() {
        stopping = true;
        connections.forEach(WatchedConnection::cutIfIdle);
    }

    @Override
    public void close() {
        stop();
        thread.interrupt();
        connections.forEach(WatchedConnection::cut);
    }

    /** Whatever goes wrong at one tick, the next one comes: without it no time limit would be kept any more. */
    private void watch() {
        while (true) {
            try {
                Thread.sleep(tick);
                look(System.nanoTime());
            } catch (InterruptedException _) {
                // Closed.
                return;
            } catch (Throwable e) {
                tell(e);
            }
        }
    }

    /** Looks at all, also when one cannot be ended. */
    private void look(long now) {
        Throwable last = null;
        for (var connection : connections) {
            try {
                connection.cutIfLate(now);
            } catch (Throwable e) {
                last = e;
            }
        }
        if (last != null) {
            tell(last);
        }
    }

    private static void tell(Throwable e) {
        try {
            LOG.log(Level.ERROR, "late connections could not be ended", e);
        } catch (Throwable _) {
            // Without memory there is no telling either.
        }
    }
}
