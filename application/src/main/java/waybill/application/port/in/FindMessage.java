package waybill.application.port.in;

import java.util.Optional;
import waybill.domain.Message;
import waybill.domain.MessageId;

/** Looks a message up. */
@FunctionalInterface
public interface FindMessage {
    Optional<Message> find(MessageId id);
}
