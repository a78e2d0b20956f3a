package waybill.adapter.plivo;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import waybill.domain.Fingerprint;

/** Makes a report's fingerprint: the same for the same parameters, in whatever order and however they were escaped. */
final class ParameterDigest {
    /** To copy: finding the algorithm by its name takes as long as hashing a report. */
    private static final MessageDigest PROTOTYPE = sha256();

    private ParameterDigest() {}

    /** Each name and each value comes with its length before it, so that no two sets of parameters read alike. */
    static Fingerprint of(Parameters parameters) {
        // Put together first: fed in pieces of a few bytes, the hash spends more on the pieces than on hashing.
        var text = ByteBuffer.allocate(parameters.length() + 2 * Integer.BYTES * parameters.count());
        parameters.forEachSorted((bytes, start, value, end) -> text.putInt(value - start)
                .put(bytes, start, value - start)
                .putInt(end - value)
                .put(bytes, value, end - value));
        return Fingerprint.of(fresh().digest(text.array()));
    }

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) PROTOTYPE.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own SHA-256 can be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
