package waybill.adapter.persistence;

import java.time.Duration;

/** Waiting before something is tried again. */
final class Pauses {
    private Pauses() {}

    /** Returns whether to go on; not when interrupted. */
    static boolean rest(Duration duration) {
        try {
            Thread.sleep(duration);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
