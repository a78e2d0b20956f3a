package waybill.application.simulation;

import java.util.LinkedHashSet;
import java.util.Set;
import waybill.domain.MessageId;

/** What nodes told the outside, and are held to. */
final class Promises {
    private final Set<MessageId> accepted = new LinkedHashSet<>();
    private final Set<Word> acknowledged = new LinkedHashSet<>();

    /** A caller was answered 202. */
    void accepted(MessageId id) {
        accepted.add(id);
    }

    /** Plivo was answered 2xx. */
    void acknowledged(Word callback) {
        acknowledged.add(callback);
    }

    Set<MessageId> accepted() {
        return accepted;
    }

    Set<Word> acknowledged() {
        return acknowledged;
    }
}
