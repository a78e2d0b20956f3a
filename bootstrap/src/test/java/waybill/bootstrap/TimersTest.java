package waybill.bootstrap;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A timer drops for good, and silently, what once ends in a failure: so nothing may. */
@Timeout(20)
class TimersTest {
    private static final Duration SOON = Duration.ofMillis(1);

    private final CountDownLatch turns = new CountDownLatch(2);

    @Test
    void an_error_does_not_end_the_sweep() throws Exception {
        try (var _ = OrphanSweep.start(this::fail, SOON)) {
            turns.await();
        }
    }

    @Test
    void an_error_does_not_end_the_upkeep() throws Exception {
        try (var _ = Upkeep.start(List.of(this::fail), SOON, SOON)) {
            turns.await();
        }
    }

    @Test
    void an_error_of_one_chore_does_not_keep_the_next_from_being_done() throws Exception {
        try (var _ = Upkeep.start(List.of(this::fail, turns::countDown), SOON, Duration.ofHours(1))) {
            turns.await();
        }
    }

    private int fail() {
        turns.countDown();
        throw new AssertionError("a mistake of ours");
    }
}
