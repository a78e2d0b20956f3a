package waybill.adapter.persistence;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import waybill.domain.MessageId;

/**
 * From the oldest to the youngest of some messages. A statement that names it opens only the months in it; without it, it
 * would open every partition there is, though it looks into one.
 */
record IdRange(UUID first, UUID last) {
    /** Nothing lies in it; not null, whose type the driver would have to ask the server for. */
    private static final IdRange NONE = new IdRange(new UUID(-1, -1), new UUID(0, 0));

    static IdRange of(Collection<MessageId> ids) {
        return ids.isEmpty()
                ? NONE
                : new IdRange(Collections.min(ids).value(), Collections.max(ids).value());
    }

    /** The two parameters of {@code BETWEEN ? AND ?}. */
    List<UUID> bounds() {
        return List.of(first, last);
    }
}
