package waybill.adapter.http;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import waybill.domain.InvalidValue;
import waybill.domain.MessageId;

/** A place in one of the lists, as callers see it: they shall read nothing into it, and ask that list with it alone. */
enum Cursor {
    MESSAGES('m'),
    ORPHAN_REPORTS('o');

    private static final int BYTES = 1 + 16;

    private final byte mark;

    Cursor(char mark) {
        this.mark = (byte) mark;
    }

    String text(UUID id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(BYTES)
                        .put(mark)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array());
    }

    UUID parse(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() == BYTES && bytes.get() == mark) {
                var id = new UUID(bytes.getLong(), bytes.getLong());
                // All ids that we make have the form of a message's.
                if (text(id).equals(text) && MessageId.parse(id.toString()).isPresent()) {
                    return id;
                }
            }
            throw junk();
        } catch (IllegalArgumentException _) {
            throw junk();
        }
    }

    private static InvalidValue junk() {
        return new InvalidValue("invalid_cursor", "a cursor is the next_cursor of a page of the same list, as it came");
    }
}
