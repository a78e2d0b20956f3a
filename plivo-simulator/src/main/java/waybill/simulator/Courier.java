package waybill.simulator;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Delivers callbacks with Plivo's retries. Source: Plivo's support page on callback retries. */
final class Courier {

    /** Each counts from the failure before it. */
    private static final List<Duration> RETRY_AFTER =
            List.of(Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(240));

    private final Predicate<Callback> post;
    private final Scheduler timers;

    /** @param post whether a callback was acknowledged; what it throws is a failure as well */
    Courier(Predicate<Callback> post, Scheduler timers) {
        this.post = post;
        this.timers = timers;
    }

    /** Returns after the first try; retries follow by themselves, and may be overtaken by later callbacks. */
    void deliver(Callback callback) {
        attempt(callback, 0);
    }

    private void attempt(Callback callback, int retries) {
        callback.message().tally().triedOne();
        boolean acknowledged = false;
        try {
            acknowledged = post.test(callback);
        } finally {
            conclude(callback, retries, acknowledged);
        }
    }

    private void conclude(Callback callback, int retries, boolean acknowledged) {
        var tally = callback.message().tally();
        if (acknowledged) {
            tally.acknowledgedOne(callback.sequence());
        } else if (retries == RETRY_AFTER.size()) {
            tally.gaveUpOne(callback.sequence());
        } else {
            timers.after(
                    RETRY_AFTER.get(retries), () -> Thread.startVirtualThread(() -> attempt(callback, retries + 1)));
        }
    }
}
