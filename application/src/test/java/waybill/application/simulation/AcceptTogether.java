package waybill.application.simulation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import waybill.application.port.out.MessageQuery;
import waybill.application.port.out.MessageStore;
import waybill.application.port.out.Page;
import waybill.application.port.out.Timeline;
import waybill.domain.Message;
import waybill.domain.MessageId;

/** Accepts each message by another way than the store; reads as the store does. */
record AcceptTogether(MessageStore store, Function<NewMessage, Acceptance> accept) implements MessageStore {
    @Override
    public List<Acceptance> accept(List<NewMessage> messages) {
        return messages.stream().map(accept).toList();
    }

    @Override
    public Optional<Message> find(MessageId id) {
        return store.find(id);
    }

    @Override
    public Page<Message, MessageId> list(MessageQuery query) {
        return store.list(query);
    }

    @Override
    public Optional<Timeline> timeline(MessageId id) {
        return store.timeline(id);
    }
}
