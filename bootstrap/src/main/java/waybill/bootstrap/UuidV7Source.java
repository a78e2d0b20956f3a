package waybill.bootstrap;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import waybill.application.port.out.IdSource;
import waybill.domain.MessageId;

/**
 * UUIDv7 in rising order: milliseconds, then a counter that begins anew with each (RFC 9562, 6.2, method 1), then random
 * bits. A clock that stands still or goes back does not disturb the order: the counter runs over into the milliseconds,
 * and messages, which take their time and deadline from their ids, stay ahead of the clock until it has caught up.
 */
final class UuidV7Source implements IdSource {
    private static final int COUNTER_BITS = 12;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final AtomicLong last = new AtomicLong();

    /** @param random thread-safe */
    UuidV7Source(InstantSource clock, RandomGenerator random) {
        this.clock = requireNonNull(clock, "clock");
        this.random = requireNonNull(random, "random");
    }

    @Override
    public MessageId nextMessageId() {
        long now = clock.millis() << COUNTER_BITS;
        long next = last.updateAndGet(previous -> Math.max(previous + 1, now));
        return MessageId.of(Instant.ofEpochMilli(next >>> COUNTER_BITS), next, random.nextLong());
    }
}
