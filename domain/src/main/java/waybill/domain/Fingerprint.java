package waybill.domain;

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;

/** What makes two reports the same: the SHA-256 of what they say, as 64 hexadecimal digits in lower case. */
public record Fingerprint(String hex) implements Comparable<Fingerprint> {
    private static final int BYTES = 32;

    public Fingerprint {
        requireNonNull(hex, "hex");
        if (hex.length() != 2 * BYTES) {
            throw new IllegalArgumentException("a fingerprint has %d bytes".formatted(BYTES));
        }
    }

    public static Fingerprint of(byte[] sha256) {
        return new Fingerprint(HexFormat.of().formatHex(sha256));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public int compareTo(Fingerprint other) {
        return hex.compareTo(other.hex);
    }
}
