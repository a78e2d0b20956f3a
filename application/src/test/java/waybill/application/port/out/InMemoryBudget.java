package waybill.application.port.out;

import java.time.Duration;
import java.time.Instant;

/** What may be done now: it refills with time, and allows a burst. */
final class InMemoryBudget {
    private double left;
    private Instant refilledAt;

    InMemoryBudget(Instant now) {
        this.refilledAt = now;
    }

    /** Refills, and returns what is left in whole. */
    int room(Instant now, double perSecond, double burst) {
        double elapsed = Duration.between(refilledAt, now).toNanos() / 1e9;
        left = Math.min(burst, left + elapsed * perSecond);
        refilledAt = now;
        return (int) left;
    }

    /** What is spent while there is no limit is no debt. */
    void spend(int spent) {
        left = Math.max(0, left - spent);
    }
}
