package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import waybill.domain.MessageId;

/** The connection to the store broke while it committed: the message may or may not have been stored. */
public final class OutcomeUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient MessageId messageId;

    public OutcomeUnknown(MessageId messageId, Throwable cause) {
        super("it is not known whether message %s was stored".formatted(messageId), cause);
        this.messageId = requireNonNull(messageId, "messageId");
    }

    public MessageId messageId() {
        return messageId;
    }
}
