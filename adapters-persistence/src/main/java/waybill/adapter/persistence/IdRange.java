package waybill.adapter.persistence;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import waybill.domain.MessageId;

/**
 * From the oldest to the youngest of some messages. A statement that names it opens only the months in it; without it, it
 * would open every partition there is, though it looks into one.
 */
record IdRange(@Nullable UUID first, @Nullable UUID last) {
    /** Of no ids, a range that nothing lies in. */
    static IdRange of(Collection<MessageId> ids) {
        return ids.isEmpty()
                ? new IdRange(null, null)
                : new IdRange(Collections.min(ids).value(), Collections.max(ids).value());
    }

    /** The two parameters of {@code BETWEEN ? AND ?}. */
    List<@Nullable UUID> bounds() {
        return Arrays.asList(first, last);
    }
}
