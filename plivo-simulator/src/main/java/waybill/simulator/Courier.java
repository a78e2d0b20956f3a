package waybill.simulator;

import java.time.Duration;
import java.util.List;

/** Delivers callbacks with Plivo's retries. Source: Plivo's support page on callback retries. */
final class Courier {

    /** Each counts from the failure before it. */
    private static final List<Duration> RETRY_AFTER =
            List.of(Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(240));

    private final CallbackPost post;
    private final Timers timers;

    Courier(CallbackPost post, Timers timers) {
        this.post = post;
        this.timers = timers;
    }

    /** Returns after the first try; retries follow by themselves, and may be overtaken by later callbacks. */
    void deliver(Callback callback) {
        attempt(callback, 0);
    }

    private void attempt(Callback callback, int retries) {
        var tally = callback.message().tally();
        tally.triedOne();
        if (post.send(callback)) {
            tally.acknowledgedOne(callback.sequence());
        } else if (retries == RETRY_AFTER.size()) {
            tally.gaveUpOne(callback.sequence());
        } else {
            timers.after(
                    RETRY_AFTER.get(retries), () -> Thread.startVirtualThread(() -> attempt(callback, retries + 1)));
        }
    }
}
