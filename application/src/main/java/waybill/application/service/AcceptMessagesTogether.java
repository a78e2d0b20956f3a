package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import waybill.application.port.out.MessageQuery;
import waybill.application.port.out.MessageStore;
import waybill.application.port.out.OutcomeUnknown;
import waybill.application.port.out.Page;
import waybill.application.port.out.Pause;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Timeline;
import waybill.application.service.GroupCommit.Result;
import waybill.domain.Message;
import waybill.domain.MessageId;

/** Stores messages together with those of other callers; reads as the store does. */
public final class AcceptMessagesTogether implements MessageStore {
    /**
     * How long to wait before a busy key is tried once more: some 5 s with the store's own waiting. Here others do not wait
     * behind it.
     */
    static final List<Duration> PAUSES = List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final MessageStore store;
    private final GroupCommit<NewMessage, Acceptance> group;
    private final Pause pause;

    /** @param group which commits to {@code store} */
    public AcceptMessagesTogether(MessageStore store, GroupCommit<NewMessage, Acceptance> group, Pause pause) {
        this.store = requireNonNull(store, "store");
        this.group = requireNonNull(group, "group");
        this.pause = requireNonNull(pause, "pause");
    }

    @Override
    public List<Acceptance> accept(List<NewMessage> messages) {
        return messages.stream().map(this::accept).toList();
    }

    private Acceptance accept(NewMessage message) {
        var acceptance = tryToAccept(message);
        try {
            for (var wait : PAUSES) {
                if (!(acceptance instanceof Acceptance.KeyBusy)) {
                    break;
                }
                pause.pause(wait);
                acceptance = tryToAccept(message);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return acceptance;
    }

    private Acceptance tryToAccept(NewMessage message) {
        try {
            return switch (group.commit(message)) {
                case Result.Committed<Acceptance>(var acceptance) -> acceptance;
                case Result.NotBegun<Acceptance>(var reason) -> throw new StoreUnavailable("not stored: " + reason);
                case Result.Undecided<Acceptance>() ->
                    throw new OutcomeUnknown(message.message().id(), new StoreUnavailable("not stored in time"));
            };
        } catch (OutcomeUnknown e) {
            // Of the whole batch; it names another message of it.
            throw new OutcomeUnknown(message.message().id(), e);
        }
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
