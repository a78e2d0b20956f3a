package waybill.benchmarks;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Messages that can be named again without keeping them: the ids of the n-th follow from n.
 *
 * @param millis where their UUIDv7 begin
 * @param salt tells the messages of one run from those of another
 */
record Corpus(long millis, int salt, int size) {
    private static final int PER_MILLI = 4096;
    private static final long VERSION_7 = 0x7000;
    private static final long VERSION_4 = 0x4000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    /** Odd, so that no two of 32 bits fall together (the golden ratio's, as Knuth scatters keys). */
    private static final long SCATTER = 0x9E37_79B1L;

    private static final long TO_BASE = 15_555_550_000L;
    /** As many as ten million messages of the past were sent to. */
    private static final int RECIPIENTS = 100_000;
    /** Shares no factor with their number, so it meets all of them, and the next one far from the last. */
    private static final long STRIDE = 61_803;

    /** So much more is prepared than the last run needed. */
    private static final double SPARE = 1.6;

    private static final int AT_LEAST = 1_000;

    /** How many messages have more reports than will be sent. */
    static int enough(double perSecond, Duration duration) {
        double reports = perSecond * SPARE * duration.toMillis() / 1e3;
        return AT_LEAST + Math.toIntExact((long) reports / Step.values().length);
    }

    UUID id(int index) {
        long high = ((millis + index / PER_MILLI) << 16) | VERSION_7 | (index % PER_MILLI);
        return new UUID(high, low(index));
    }

    /** By which Plivo knows the message: of version 4, as Plivo's are. */
    UUID providerId(int index) {
        long scattered = (index + 1L) * 0x9E37_79B9_7F4A_7C15L;
        return new UUID((scattered & ~0xF000L) | VERSION_4, low(index));
    }

    /** In E.164, scattered over the recipients of the past ({@link Filling}). */
    String to(int index) {
        return "+" + (TO_BASE + index * STRIDE % RECIPIENTS);
    }

    Stream<UUID> ids() {
        return IntStream.range(0, size).mapToObj(this::id);
    }

    /** Scattered as random bits are: counted up, they would make the same hash of all ids in a millisecond. */
    private long low(int index) {
        return VARIANT | ((long) (salt & 0x3FFF_FFFF) << 32) | (index * SCATTER & 0xFFFF_FFFFL);
    }
}
