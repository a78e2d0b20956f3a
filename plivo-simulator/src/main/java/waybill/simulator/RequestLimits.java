package waybill.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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

    /** Slides: wherever a stretch of its length begins, no more pass within it. */
    private static final class Window {
        private final int max;
        private final long nanos;
        private final LongSupplier nanoTime;

        /** When those passed that still count, the oldest first. */
        private final Deque<Long> passed = new ArrayDeque<>();

        Window(int max, Duration length, LongSupplier nanoTime) {
            this.max = max;
            this.nanos = length.toNanos();
            this.nanoTime = nanoTime;
        }

        synchronized boolean admits() {
            if (max == 0) {
                return true;
            }
            long now = nanoTime.getAsLong();
            while (!passed.isEmpty() && now - passed.getFirst() >= nanos) {
                passed.removeFirst();
            }
            return passed.size() < max && passed.add(now);
        }
    }
}
