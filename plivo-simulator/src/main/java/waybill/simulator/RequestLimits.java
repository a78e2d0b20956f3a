package waybill.simulator;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** The account's limits on requests, in scaled time. Source: Plivo's page on API rate limits. */
final class RequestLimits {

    private static final int TOO_MANY_REQUESTS = 429;

    private final int maxConcurrent;
    private final AtomicInteger concurrent = new AtomicInteger();
    private final Window requests;
    private final Window lists;

    RequestLimits(ApiLimits limits, TimeScale scale, LongSupplier nanoTime) {
        this.maxConcurrent = limits.concurrentRequests();
        this.requests = new Window(limits.requestsPer5Seconds(), scale.scaled(Duration.ofSeconds(5)), nanoTime);
        this.lists = new Window(limits.listsPerMinute(), scale.scaled(Duration.ofMinutes(1)), nanoTime);
    }

    /** @throws ApiProblem when the account has no room for a request now */
    Permit enter() {
        int inside = concurrent.incrementAndGet();
        var permit = new Permit(concurrent);
        if ((maxConcurrent > 0 && inside > maxConcurrent) || !requests.admits()) {
            permit.close();
            throw tooMany();
        }
        return permit;
    }

    /** Lists have a limit of their own. */
    void enterList() {
        if (!lists.admits()) {
            throw tooMany();
        }
    }

    record Permit(AtomicInteger concurrent) implements AutoCloseable {
        @Override
        public void close() {
            concurrent.decrementAndGet();
        }
    }

    private static ApiProblem tooMany() {
        return new ApiProblem(TOO_MANY_REQUESTS, "too many requests");
    }

    /** A fixed window: simple, and as strict as a client can count on. */
    private static final class Window {
        private final int max;
        private final long nanos;
        private final LongSupplier nanoTime;
        private long start;
        private int count;

        Window(int max, Duration length, LongSupplier nanoTime) {
            this.max = max;
            this.nanos = length.toNanos();
            this.nanoTime = nanoTime;
            this.start = nanoTime.getAsLong();
        }

        synchronized boolean admits() {
            long now = nanoTime.getAsLong();
            if (now - start >= nanos) {
                start = now;
                count = 0;
            }
            count++;
            return max == 0 || count <= max;
        }
    }
}
