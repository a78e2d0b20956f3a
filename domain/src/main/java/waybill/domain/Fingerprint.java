package waybill.domain;

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;

/** What makes two reports the same: the SHA-256 of what they say, as 64 hexadecimal digits in lower case. */
public record Fingerprint(String hex) implements Comparable<Fingerprint> {
    private static final int BYTES = 32;

    public Fingerprint {
        requireNonNull(hex, "hex");
        if (hex.length() != 2 * BYTES || !isLowerCaseHex(hex)) {
            throw new IllegalArgumentException(
                    "a fingerprint is %d lower-case hexadecimal digits".formatted(2 * BYTES));
        }
    }

    public static Fingerprint of(byte[] sha256) {
        return new Fingerprint(HexFormat.of().formatHex(sha256));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** One form only, or the same report would have two fingerprints. */
    private static boolean isLowerCaseHex(String hex) {
        for (int at = 0; at < hex.length(); at++) {
            char c = hex.charAt(at);
            if (!HexFormat.isHexDigit(c) || (c >= 'A' && c <= 'F')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(Fingerprint other) {
        return hex.compareTo(other.hex);
    }
}
