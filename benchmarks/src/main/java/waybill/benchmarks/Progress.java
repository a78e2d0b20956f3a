package waybill.benchmarks;

import java.time.Duration;
import java.util.function.Supplier;

/** Waits for what takes long as long as it gets on, and for what does not, no longer. */
record Progress(Supplier<String> state) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static Progress of(Supplier<String> state) {
        return new Progress(state);
    }

    /** Waits for something, and says whether it came in time. */
    @FunctionalInterface
    interface Wait {
        boolean atMost(Duration patience) throws InterruptedException;
    }

    /** Whether it came; false when it did not, and the state is what it was when it was last looked at. */
    boolean await(Wait wait) throws InterruptedException {
        var before = "";
        while (!wait.atMost(PATIENCE)) {
            var now = state.get();
            if (now.equals(before)) {
                return false;
            }
            before = now;
        }
        return true;
    }
}
