package waybill.adapter.persistence.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits to the end even when interrupted: what is half started or half stopped must not be left alone. */
final class Waiting {
    private static final long POLL_MILLIS = 20;

    private Waiting() {}

    static void untilExit(Process process) {
        process.onExit().join();
    }

    /** Says whether the condition came true within the limit. */
    static boolean until(BooleanSupplier condition, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        var interrupted = false;
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - deadline >= 0) {
                    return false;
                }
                try {
                    Thread.sleep(POLL_MILLIS);
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
