package waybill.adapter.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cuts connections that take too long. Helidon's time-outs are per read, and a write has none: a peer that sends or takes
 * a byte now and then would hold its connection for ever.
 */
final class ConnectionWatch implements AutoCloseable {
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
        connections.stream()
                .filter(connection -> connection.isIn(WatchedConnection.Phase.IDLE))
                .forEach(WatchedConnection::cut);
    }

    @Override
    public void close() {
        stop();
        thread.interrupt();
        connections.forEach(WatchedConnection::cut);
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(tick);
                long now = System.nanoTime();
                connections.forEach(connection -> connection.cutIfLate(now));
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }
}
