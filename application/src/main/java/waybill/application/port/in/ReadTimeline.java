package waybill.application.port.in;

import java.util.Optional;
import waybill.application.port.out.Timeline;
import waybill.domain.MessageId;

/** Tells everything that is known of a message, in order. */
@FunctionalInterface
public interface ReadTimeline {
    Optional<Timeline> read(MessageId id);
}
