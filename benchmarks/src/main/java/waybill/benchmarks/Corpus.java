package waybill.benchmarks;

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

    private static final long TO_BASE = 15_550_000_000L;

    UUID id(int index) {
        long high = ((millis + index / PER_MILLI) << 16) | VERSION_7 | (index % PER_MILLI);
        return new UUID(high, low(index));
    }

    /** By which Plivo knows the message: of version 4, as Plivo's are. */
    UUID providerId(int index) {
        long scattered = (index + 1L) * 0x9E37_79B9_7F4A_7C15L;
        return new UUID((scattered & ~0xF000L) | VERSION_4, low(index));
    }

    /** A recipient of its own, in E.164. */
    String to(int index) {
        return "+" + (TO_BASE + index);
    }

    Stream<UUID> ids() {
        return IntStream.range(0, size).mapToObj(this::id);
    }

    /** Scattered as random bits are: counted up, they would make the same hash of all ids in a millisecond. */
    private long low(int index) {
        return VARIANT | ((long) (salt & 0x3FFF_FFFF) << 32) | (index * SCATTER & 0xFFFF_FFFFL);
    }
}
