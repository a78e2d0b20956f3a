package waybill.application.port.in;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import waybill.application.port.out.Idempotency;
import waybill.domain.ClientReference;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.MessageText;
import waybill.domain.PhoneNumber;
import waybill.domain.Sender;

/** Accepts a message for sending. */
@FunctionalInterface
public interface SendMessage {
    /**
     * Returns {@link Result.Accepted} only after the commit.
     *
     * @throws waybill.application.port.out.StoreUnavailable when nothing was stored
     * @throws waybill.application.port.out.OutcomeUnknown when it may or may not have been stored
     */
    Result send(Command command);

    /**
     * What to send.
     *
     * @param id the name the message gets, and with it the time of its acceptance; made by the caller, who can then look
     *     it up whatever happens
     * @param expiresIn how long it may wait for submission; empty for the default
     */
    record Command(
            MessageId id,
            Sender from,
            PhoneNumber to,
            MessageText text,
            Optional<Duration> expiresIn,
            Optional<ClientReference> clientReference,
            Optional<Idempotency> idempotency) {
        public Command {
            requireNonNull(id, "id");
            requireNonNull(from, "from");
            requireNonNull(to, "to");
            requireNonNull(text, "text");
            requireNonNull(expiresIn, "expiresIn");
            requireNonNull(clientReference, "clientReference");
            requireNonNull(idempotency, "idempotency");
        }
    }

    /** What the caller is to be told. */
    sealed interface Result {
        /** It is on disk and will be submitted. */
        record Accepted(Message message) implements Result {
            public Accepted {
                requireNonNull(message, "message");
            }
        }

        /** The same request was accepted before: this is its message, as it is now. */
        record Replayed(Message message) implements Result {
            public Replayed {
                requireNonNull(message, "message");
            }
        }

        /** The idempotency key belongs to another request. */
        record KeyReused() implements Result {}

        /** Another request with this key has been under way for too long. */
        record KeyBusy() implements Result {}
    }
}
