package waybill.domain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long to wait before a submission that surely did not happen is tried again: doubling from {@code first} up to
 * {@code longest}, with full jitter, so that messages that failed together do not come back together.
 */
public record RetryPolicy(Duration first, Duration longest) {
    private static final int MAX_DOUBLINGS = 30;

    public RetryPolicy {
        requireNonNull(first, "first");
        requireNonNull(longest, "longest");
    }

    /**
     * @param attempt how many attempts were made, 1 or more
     * @param fraction at least 0 and below 1, drawn anew for each wait
     */
    public Duration delayAfter(int attempt, double fraction) {
        long ceiling = Math.min(longest.toMillis(), first.toMillis() << Math.clamp(attempt - 1L, 0, MAX_DOUBLINGS));
        return Duration.ofMillis((long) (ceiling * fraction));
    }
}
