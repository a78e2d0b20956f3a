package waybill.adapter.plivo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import waybill.domain.Fingerprint;

/** Makes a report's fingerprint: the same for the same parameters, in whatever order and however they were escaped. */
final class ParameterDigest {
    private ParameterDigest() {}

    /** Each name and each value comes with its length before it, so that no two sets of parameters read alike. */
    static Fingerprint of(Parameters parameters) {
        var sha256 = sha256();
        parameters.forEachSorted((bytes, start, value, end) -> {
            addLength(value - start, sha256);
            sha256.update(bytes, start, value - start);
            addLength(end - value, sha256);
            sha256.update(bytes, value, end - value);
        });
        return Fingerprint.of(sha256.digest());
    }

    private static void addLength(int length, MessageDigest sha256) {
        sha256.update((byte) (length >>> 24));
        sha256.update((byte) (length >>> 16));
        sha256.update((byte) (length >>> 8));
        sha256.update((byte) length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
