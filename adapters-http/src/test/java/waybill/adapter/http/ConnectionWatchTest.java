package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.adapter.http.WatchedConnection.Phase;

class ConnectionWatchTest {
    private static final Logger LOG = Logger.getLogger(ConnectionWatch.class.getName());
    private static final int TICKS = 3;
    private static final int OTHERS = 10;

    /** As a log has none left when there is no memory. */
    private static final class NoRoomToLog extends Handler {
        private final AtomicInteger tried = new AtomicInteger();

        @Override
        public void publish(LogRecord line) {
            tried.incrementAndGet();
            throw new OutOfMemoryError("of the log");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private final AtomicBoolean failing = new AtomicBoolean(true);
    private final NoRoomToLog log = new NoRoomToLog();

    @BeforeEach
    void takeRoomFromLog() {
        LOG.addHandler(log);
    }

    @AfterEach
    void giveRoomToLog() {
        LOG.removeHandler(log);
    }

    @Test
    void a_tick_that_fails_and_cannot_be_told_of_is_followed_by_the_next() throws InterruptedException {
        var looks = new CountDownLatch(TICKS);
        try (var watch = new ConnectionWatch(Duration.ofMillis(1))) {
            watch.add(late(() -> fail(looks)));

            assertThat(looks.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(log.tried.get()).isPositive();
            failing.set(false);
        }
    }

    @Test
    void one_that_cannot_be_ended_does_not_keep_the_others_alive() throws InterruptedException {
        var ended = new CountDownLatch(2 * OTHERS);
        var failed = new CountDownLatch(1);
        try (var watch = new ConnectionWatch(Duration.ofMillis(50))) {
            for (int i = 0; i < OTHERS; i++) {
                watch.add(late(() -> fail(failed)));
                watch.add(late(ended::countDown));
            }

            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            failing.set(false);
        }
    }

    /** What tells of the lateness never begins, as without memory for a thread: the next ticks end the connection. */
    @Test
    void one_whose_lateness_nobody_tells_is_ended_all_the_same() {
        var ended = new CountDownLatch(1);
        var connection = late(ended::countDown);
        connection.enter(Phase.IDLE, Phase.RECEIVING);
        long now = System.nanoTime();

        connection.cutIfLate(now);
        assertThat(ended.getCount()).isOne();
        connection.cutIfLate(now + Duration.ofSeconds(6).toNanos());

        assertThat(ended.getCount()).isZero();
    }

    private void fail(CountDownLatch looks) {
        looks.countDown();
        if (failing.get()) {
            throw new OutOfMemoryError("of the socket");
        }
    }

    private static WatchedConnection late(Runnable onCut) {
        var socket = new Socket() {
            @Override
            public void close() {
                onCut.run();
            }
        };
        var connection = new WatchedConnection(socket, _ -> {});
        connection.mayTake(Duration.ZERO);
        return connection;
    }
}
