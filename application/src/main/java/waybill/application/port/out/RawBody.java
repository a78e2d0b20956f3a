package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/** The body of a request as it came. The bytes are handed on, not copied: nobody changes them. */
public final class RawBody {
    private final byte[] bytes;

    public RawBody(byte[] bytes) {
        this.bytes = requireNonNull(bytes, "bytes");
    }

    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawBody body && Arrays.equals(bytes, body.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Never the content, which holds phone numbers. */
    @Override
    public String toString() {
        return "%d bytes".formatted(bytes.length);
    }
}
