package waybill.adapter.http;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import waybill.domain.InvalidValue;

/** A place in a list, as callers see it: they shall read nothing into it. */
final class Cursor {
    private static final int BYTES = 16;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Cursor() {}

    static String text(UUID id) {
        return ENCODER.encodeToString(ByteBuffer.allocate(BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }

    static UUID parse(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() == BYTES) {
                var id = new UUID(bytes.getLong(), bytes.getLong());
                if (text(id).equals(text)) {
                    return id;
                }
            }
            throw junk();
        } catch (IllegalArgumentException _) {
            throw junk();
        }
    }

    private static InvalidValue junk() {
        return new InvalidValue("invalid_cursor", "a cursor is the next_cursor of a page, as it came");
    }
}
