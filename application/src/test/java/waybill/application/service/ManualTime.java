package waybill.application.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import waybill.application.port.out.Examples;

/** Time that stands still until the test lets it pass: the wall clock and the monotonic one together. */
final class ManualTime implements InstantSource, LongSupplier {
    /** A monotonic clock may begin anywhere; here it soon overflows. */
    private long nanos = Long.MAX_VALUE - 500_000_000;

    private Instant now = Examples.NOW;

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long getAsLong() {
        return nanos;
    }

    void pass(Duration duration) {
        now = now.plus(duration);
        nanos += duration.toNanos();
    }
}
