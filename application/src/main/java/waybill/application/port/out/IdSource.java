package waybill.application.port.out;

import java.util.UUID;
import waybill.domain.MessageId;

/** Makes new ids, each greater than the one before it from the same source. Thread-safe. */
@FunctionalInterface
public interface IdSource {
    MessageId nextMessageId();

    /** A UUIDv7 for whatever else needs a name. */
    default UUID next() {
        return nextMessageId().value();
    }
}
