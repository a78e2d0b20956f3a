package waybill.simulator;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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

    private Outbox outbox(Courier courier) {
        return new Outbox(message, Messages.ADDRESS, CallbackFaults.NONE, courier);
    }
}
