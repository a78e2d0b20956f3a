package waybill.simulator;

import java.time.Duration;

/**
 * What the API refuses with 429; 0 is no limit, and nothing is limited unless asked for.
 *
 * @param requestsPer5Seconds Plivo's default is 300 per account
 * @param concurrentRequests Plivo's default is 100
 * @param listsPerMinute Plivo's default is 20
 * @param retryAfter sent with 429 and 503 unless zero; Plivo documents none
 */
public record ApiLimits(int requestsPer5Seconds, int concurrentRequests, int listsPerMinute, Duration retryAfter) {

    /** Everything passes. */
    public static final ApiLimits NONE = new ApiLimits(0, 0, 0, Duration.ZERO);

    public ApiLimits {
        if (requestsPer5Seconds < 0 || concurrentRequests < 0 || listsPerMinute < 0 || retryAfter.isNegative()) {
            throw new IllegalArgumentException("limits must not be negative; 0 is none");
        }
    }

    public ApiLimits withRequestsPer5Seconds(int other) {
        return new ApiLimits(other, concurrentRequests, listsPerMinute, retryAfter);
    }

    public ApiLimits withConcurrentRequests(int other) {
        return new ApiLimits(requestsPer5Seconds, other, listsPerMinute, retryAfter);
    }

    public ApiLimits withListsPerMinute(int other) {
        return new ApiLimits(requestsPer5Seconds, concurrentRequests, other, retryAfter);
    }

    public ApiLimits withRetryAfter(Duration other) {
        return new ApiLimits(requestsPer5Seconds, concurrentRequests, listsPerMinute, other);
    }
}
