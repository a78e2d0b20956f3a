package waybill.application.port.in;

import waybill.application.port.out.MessageQuery;
import waybill.application.port.out.Page;
import waybill.domain.Message;
import waybill.domain.MessageId;

/** Lists messages, newest first. */
@FunctionalInterface
public interface ListMessages {
    Page<Message, MessageId> list(MessageQuery query);
}
