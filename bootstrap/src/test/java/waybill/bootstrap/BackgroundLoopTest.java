package waybill.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import waybill.application.port.out.StoreUnavailable;

/** How work that goes on in the background is woken, and how it ends. */
@Timeout(20)
class BackgroundLoopTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final Bell bell = new Bell();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();

    @AfterEach
    void end() {
        mayEnd.countDown();
    }

    @Test
    void closing_waits_no_longer_than_its_patience_and_interrupts_nothing() throws Exception {
        var loop = BackgroundLoop.start("dispatch", this::hang, bell, LONG, SHORT);
        begun.await();

        loop.close();

        assertThat(ended).isFalse();
        assertThat(interrupted).isFalse();
    }

    @Test
    void closing_waits_for_what_is_under_way() throws Exception {
        var loop = BackgroundLoop.start("dispatch", this::hang, bell, LONG, LONG);
        begun.await();
        var closing = Thread.ofVirtual().start(loop::close);

        mayEnd.countDown();
        closing.join();

        assertThat(ended).isTrue();
    }

    @Test
    void the_bell_ends_a_pause_and_closing_does_too() throws Exception {
        var turns = new CountDownLatch(2);
        var loop = BackgroundLoop.start(
                "dispatch",
                () -> {
                    turns.countDown();
                    begun.countDown();
                    return 0;
                },
                bell,
                LONG,
                LONG);
        begun.await();

        bell.ring();
        turns.await();
        loop.close();

        assertThat(turns.getCount()).isZero();
    }

    @Test
    void a_failure_is_told_once_until_it_is_another_or_there_was_a_success() throws Exception {
        var turns = new AtomicInteger();
        var log = new CopyOnWriteArrayList<String>();
        try (var _ = captured(log)) {
            var loop = BackgroundLoop.start(
                    "dispatch", () -> failThenWork(turns.getAndIncrement()), Duration.ofMillis(1), LONG);
            begun.await();
            loop.close();
        }

        assertThat(log)
                .containsExactly(
                        "dispatch waits for the database: away",
                        "dispatch failed in an unforeseen way",
                        "dispatch goes on",
                        "dispatch failed in an unforeseen way");
    }

    private int failThenWork(int turn) {
        if (turn == 4) {
            return 1;
        }
        if (turn < 2) {
            throw new StoreUnavailable("away", new IllegalStateException());
        }
        if (turn == 7) {
            begun.countDown();
        }
        throw new IllegalArgumentException();
    }

    private static AutoCloseable captured(List<String> lines) {
        var logger = Logger.getLogger(BackgroundLoop.class.getName());
        var handler = new StreamHandler() {
            @Override
            public synchronized void publish(LogRecord line) {
                lines.add(new SimpleFormatter().formatMessage(line));
            }
        };
        logger.addHandler(handler);
        return () -> logger.removeHandler(handler);
    }

    private int hang() {
        begun.countDown();
        try {
            mayEnd.await();
        } catch (InterruptedException _) {
            interrupted.set(true);
        }
        ended.set(true);
        return 0;
    }
}
