package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboxTest {

    private final FakeScheduler timers = new FakeScheduler();
    private final SimulatedMessage message = Messages.to("14155550123");

    @Test
    void a_callback_that_fails_in_an_unforeseen_way_holds_no_other_up_and_is_tried_again() {
        var tries = new AtomicInteger();
        var outbox = outbox(new Courier(
                _ -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new StackOverflowError("on purpose");
                    }
                    return true;
                },
                timers));

        for (int i = 0; i < 3; i++) {
            outbox.report(message.progress(), i == 2);
        }

        await().dontCatchUncaughtExceptions()
                .until(() -> message.tally().counts().acknowledged() == 2);
        timers.runNext();
        await().until(() -> message.tally().counts().pending() == 0);
    }

    /** Each is answered only when all copies of it are under way. */
    @ParameterizedTest
    @CsvSource({"15555553003, 0, 3", "14155550123, 1, 2"})
    void the_copies_of_a_callback_are_under_way_together(String to, double duplication, int copies) {
        var message = Messages.to(to);
        var underWay = new ConcurrentHashMap<Integer, CountDownLatch>();
        var order = new ConcurrentLinkedQueue<Integer>();
        var courier = new Courier(
                callback -> {
                    order.add(callback.sequence());
                    var together = underWay.computeIfAbsent(callback.sequence(), _ -> new CountDownLatch(copies));
                    together.countDown();
                    return come(together);
                },
                timers);
        var outbox = new Outbox(message, Messages.ADDRESS, new CallbackFaults(1, 0, duplication, 0), courier);

        for (int i = 0; i < 3; i++) {
            outbox.report(message.progress(), i == 2);
        }

        await().until(() -> message.tally().counts().pending() == 0);
        assertThat(message.tally().counts().acknowledged()).isEqualTo(3 * copies);
        assertThat(List.copyOf(order))
                .as("the next report waits for all of them")
                .isSorted();
    }

    private static boolean come(CountDownLatch all) {
        try {
            return all.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outbox outbox(Courier courier) {
        return new Outbox(message, Messages.ADDRESS, CallbackFaults.NONE, courier);
    }
}
