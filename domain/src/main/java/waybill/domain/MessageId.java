package waybill.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Our own name of a message: a UUIDv7 (RFC 9562), so that ids sort by the time they were made. */
public record MessageId(UUID value) implements Comparable<MessageId> {
    /** {@code x} is any digit, {@code v} one that says the variant. */
    private static final String CANONICAL = "xxxxxxxx-xxxx-7xxx-vxxx-xxxxxxxxxxxx";

    private static final String DIGITS = "0123456789abcdefABCDEF";
    private static final String VARIANTS = "89abAB";
    private static final int VERSION = 7;
    private static final int VARIANT = 2;
    private static final int TIME_SHIFT = 16;
    private static final long MAX_MILLIS = (1L << 48) - 1;
    private static final long RANDOM_A_MASK = 0xFFFL;
    private static final long RANDOM_B_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    public MessageId {
        requireNonNull(value, "value");
        if (value.version() != VERSION || value.variant() != VARIANT) {
            throw new InvalidValue("invalid_message_id", "a message id is a UUIDv7");
        }
    }

    /**
     * Makes the id of a message that comes into being now. Times outside the 48 bits of milliseconds are clamped.
     *
     * @param randomA 12 random bits, or a counter within the millisecond; higher bits are ignored
     * @param randomB 62 random bits; higher bits are ignored
     */
    public static MessageId of(Instant at, long randomA, long randomB) {
        long high = (Math.clamp(at.toEpochMilli(), 0, MAX_MILLIS) << TIME_SHIFT)
                | ((long) VERSION << 12)
                | (randomA & RANDOM_A_MASK);
        long low = ((long) VARIANT << 62) | (randomB & RANDOM_B_MASK);
        return new MessageId(new UUID(high, low));
    }

    /** Reads the canonical text form; empty when the text is anything but a UUIDv7. */
    public static Optional<MessageId> parse(String text) {
        return isCanonical(text) ? Optional.of(new MessageId(UUID.fromString(text))) : Optional.empty();
    }

    private static boolean isCanonical(String text) {
        if (text.length() != CANONICAL.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = switch (CANONICAL.charAt(i)) {
                case 'x' -> DIGITS.indexOf(c) >= 0;
                case 'v' -> VARIANTS.indexOf(c) >= 0;
                default -> c == CANONICAL.charAt(i);
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** The time in it, to the millisecond. */
    public Instant madeAt() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> TIME_SHIFT);
    }

    /** Orders as PostgreSQL orders uuids: byte by byte, unsigned. */
    @Override
    public int compareTo(MessageId other) {
        int byTime = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return byTime != 0
                ? byTime
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
