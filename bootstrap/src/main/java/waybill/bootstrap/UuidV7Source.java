package waybill.bootstrap;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import waybill.application.port.out.IdSource;
import waybill.domain.MessageId;

/**
 * UUIDv7 in rising order: milliseconds, then a counter that begins anew with each (RFC 9562, 6.2, method 1), then random
 * bits. A clock that stands still or goes back a little does not disturb the order: the counter runs over into the
 * milliseconds, and messages, which take their time and deadline from their ids, stay ahead of the clock until it has caught
 * up. One that was far ahead does disturb it, or all that follows would be of a time that is yet to come.
 */
final class UuidV7Source implements IdSource {
    private static final System.Logger LOG = System.getLogger(UuidV7Source.class.getName());
    private static final int COUNTER_BITS = 12;

    /** How far ids may run ahead of the clock for the sake of their order. */
    static final Duration MAX_AHEAD = Duration.ofSeconds(10);

    private static final long MOST_AHEAD = MAX_AHEAD.toMillis() << COUNTER_BITS;

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
        long before = last.getAndUpdate(previous -> after(previous, now));
        if (before - now > MOST_AHEAD) {
            LOG.log(
                    Level.WARNING,
                    "the clock went back by {0} ms: new messages stand below some that are older",
                    (before - now) >> COUNTER_BITS);
        }
        long next = after(before, now);
        return MessageId.of(Instant.ofEpochMilli(next >>> COUNTER_BITS), next, random.nextLong());
    }

    private static long after(long previous, long now) {
        return previous - now > MOST_AHEAD ? now : Math.max(previous + 1, now);
    }
}
