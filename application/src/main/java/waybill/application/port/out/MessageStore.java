package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import waybill.domain.Message;
import waybill.domain.MessageId;

/** The messages, as callers create and read them. Every call is atomic on its own. */
public interface MessageStore {
    /**
     * Stores new messages with their idempotency records and first events, due at once. A racer with the same key waits
     * a moment for the first to be decided; of several messages, of which one waits in vain, none is stored, and an
     * exception other than these two tells so. Returns one answer for each, in order.
     *
     * @throws StoreUnavailable when nothing was stored
     * @throws OutcomeUnknown when they may or may not have been stored
     */
    List<Acceptance> accept(List<NewMessage> messages);

    Optional<Message> find(MessageId id);

    /** Newest first. */
    Page<Message, MessageId> list(MessageQuery query);

    /** Everything known of a message, entries in the order of our clock. */
    Optional<Timeline> timeline(MessageId id);

    /** A message and what makes the request for it the same as another. */
    record NewMessage(Message message, Optional<Idempotency> idempotency) {
        public NewMessage {
            requireNonNull(message, "message");
            requireNonNull(idempotency, "idempotency");
        }
    }

    /** What became of a request to store. */
    sealed interface Acceptance {
        record Accepted() implements Acceptance {}

        /** The same request was stored before, as this message. */
        record Replayed(Message message) implements Acceptance {
            public Replayed {
                requireNonNull(message, "message");
            }
        }

        /** The key belongs to another request. */
        record KeyReused() implements Acceptance {}

        /** The first request with this key was not decided in time, or what came of it could not be read. */
        record KeyBusy() implements Acceptance {}
    }
}
