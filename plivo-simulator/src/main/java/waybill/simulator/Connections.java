package waybill.simulator;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Requests over kept-alive connections of HTTP/1.1, so many at once and no more: others wait. By our own hand, since
 * java.net.http takes several times as much CPU for a request, and it is what most of a simulated Plivo would do. A
 * request is never sent a second time.
 */
final class Connections implements AutoCloseable {

    private static final Duration MAX_IDLE = Duration.ofSeconds(30);

    /** So much longer than the limit an answer may take at most: a timer for each request would cost more than it does. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Duration limit;
    private final Semaphore room;
    private final Map<Origin, Deque<Idle>> idle = new ConcurrentHashMap<>();
    private final Set<UnderWay> underWay = ConcurrentHashMap.newKeySet();
    private final Thread watch =
            Thread.ofPlatform().daemon().name("plivo-simulator-patience").unstarted(this::watch);
    private volatile boolean closed;

    /**
     * @param limit how long a request may take, from connecting to the end of its answer
     * @param most requests under way at once; the time that others wait counts against no limit
     */
    Connections(Duration limit, int most) {
        this.limit = limit;
        this.room = new Semaphore(most, true);
        watch.start();
    }

    private record Idle(Connection connection, long since) {}

    /** Of its own identity: one more than the channel, since connections are used again. */
    private static final class UnderWay {
        private final SocketChannel channel;
        private final long since = System.nanoTime();

        UnderWay(SocketChannel channel) {
            this.channel = channel;
        }
    }

    /** Sends a request and takes in its answer; returns the status. */
    int exchange(Origin origin, byte[] request) throws IOException {
        // When this is closed, what is under way ends and makes room: whoever waits learns of it then.
        room.acquireUninterruptibly();
        try {
            return exchangeNow(origin, request);
        } finally {
            room.release();
        }
    }

    private int exchangeNow(Origin origin, byte[] request) throws IOException {
        var connections = idle.computeIfAbsent(origin, _ -> new ConcurrentLinkedDeque<>());
        var kept = keptAlive(connections);
        var channel = kept.isPresent() ? kept.get().channel() : SocketChannel.open();
        var exchange = new UnderWay(channel);
        underWay.add(exchange);
        boolean keep = false;
        try {
            if (closed) {
                throw new IOException("nothing more is sent");
            }
            var connection = kept.isPresent() ? kept.get() : Connection.open(channel, origin);
            int status = connection.exchange(request);
            keep = connection.canBeUsedAgain();
            if (keep) {
                connections.addFirst(new Idle(connection, System.nanoTime()));
            }
            return status;
        } finally {
            underWay.remove(exchange);
            if (!keep) {
                channel.close();
            }
        }
    }

    /** The one that was used last: the others may be closed when they have not been needed for long enough. */
    private static Optional<Connection> keptAlive(Deque<Idle> connections) {
        for (var last = connections.pollFirst(); last != null; last = connections.pollFirst()) {
            if (last.connection().isQuiet()) {
                return Optional.of(last.connection());
            }
            last.connection().close();
        }
        return Optional.empty();
    }

    private void watch() {
        try {
            while (!closed) {
                TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
                cut(limit, MAX_IDLE);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Cuts what takes too long, and what was not needed for too long. */
    private void cut(Duration longest, Duration longestIdle) {
        long now = System.nanoTime();
        for (var exchange : underWay) {
            if (now - exchange.since >= longest.toNanos()) {
                Connection.close(exchange.channel);
            }
        }
        for (var connections : idle.values()) {
            for (var oldest = connections.peekLast();
                    oldest != null && now - oldest.since() >= longestIdle.toNanos();
                    oldest = connections.peekLast()) {
                // Whoever took it meanwhile uses it.
                if (connections.removeLastOccurrence(oldest)) {
                    oldest.connection().close();
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        watch.interrupt();
        cut(Duration.ZERO, Duration.ZERO);
    }
}
