package waybill.application.simulation;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import waybill.application.port.out.InMemoryStores;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.LookupQueue;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.MessageQuery;
import waybill.application.port.out.MessageStore;
import waybill.application.port.out.OrphanReport;
import waybill.application.port.out.OrphanReports;
import waybill.application.port.out.OutcomeUnknown;
import waybill.application.port.out.Page;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.SettlementQueue;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Stored;
import waybill.application.port.out.SubmissionQueue;
import waybill.application.port.out.Timeline;
import waybill.domain.Evidence;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;

/** The one store as a node reaches it: each call is a step, may be refused, or may commit without an answer. */
final class SimulatedStore
        implements MessageStore, Ledger, SubmissionQueue, OrphanReports, LookupQueue, SettlementQueue {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    private final World world;
    private final InMemoryStores stores;
    private final Consumer<String> step;

    /** @param step what the node does before and after each call; it may die of it */
    SimulatedStore(World world, Consumer<String> step) {
        this.world = world;
        this.stores = world.stores;
        this.step = step;
    }

    @Override
    public List<Acceptance> accept(List<NewMessage> messages) {
        step.accept("accept " + names(messages.stream().map(NewMessage::message)));
        refuseAtTimes();
        var accepted = stores.accept(messages);
        step.accept("accepted, answers " + accepted);
        try {
            loseAnswerAtTimes();
        } catch (StoreUnavailable e) {
            throw new OutcomeUnknown(messages.getFirst().message().id(), e);
        }
        return accepted;
    }

    @Override
    public List<Located> locate(List<ReceivedReport> reports) {
        return read("locate", () -> stores.locate(reports));
    }

    @Override
    public Map<MessageId, Stored> find(Set<MessageId> ids) {
        return read("find", () -> stores.find(ids));
    }

    @Override
    public Map<MessageId, List<Evidence>> histories(Set<MessageId> ids) {
        return read("histories", () -> stores.histories(ids));
    }

    @Override
    public Set<MessageId> append(List<MessageChange> changes, List<Receipt> receipts) {
        var what = changes.stream().map(SimulatedStore::described).collect(joining(", ", "append ", ""));
        return write(what, () -> stores.append(changes, receipts));
    }

    @Override
    public List<Stored> lease(int limit, Duration lease, SendingLimits limits) {
        return write("lease", () -> stores.lease(limit, lease, limits));
    }

    @Override
    public List<Stored> findRunOut(int limit) {
        return read("find what ran out", () -> stores.findRunOut(limit));
    }

    @Override
    public List<Stored> findOverdue(int limit) {
        return read("find what is overdue", () -> stores.findOverdue(limit));
    }

    @Override
    public List<Stored> take(int limit, LookupQueue.Waits waits, SendingLimits limits) {
        return write("take for look-up", () -> stores.take(limit, waits, limits));
    }

    @Override
    public List<Unsettled> take(int limit, SettlementQueue.Waits waits) {
        return write("take what is unsettled", () -> stores.take(limit, waits));
    }

    @Override
    public boolean mayList(Set<MessageId> taken, Duration hold, Limits limits) {
        return read("ask whether to list", () -> stores.mayList(taken, hold, limits));
    }

    @Override
    public void postpone(Set<MessageId> taken, Duration delay) {
        write("postpone", () -> {
            stores.postpone(taken, delay);
            return taken;
        });
    }

    @Override
    public Surroundings around(Listing listing) {
        return read("look around", () -> stores.around(listing));
    }

    @Override
    public void keep(List<Kept> reports) {
        write("keep orphans", () -> {
            stores.keep(reports);
            return reports;
        });
    }

    @Override
    public List<ReceivedReport> find(Set<ProviderId> ids, int limit) {
        return read("find orphans", () -> stores.find(ids, limit));
    }

    @Override
    public Page<ReceivedReport, UUID> findMatching(Optional<UUID> after, int window) {
        return read("find matching orphans", () -> stores.findMatching(after, window));
    }

    @Override
    public Page<OrphanReport, UUID> list(OrphanQuery query) {
        return read("list orphans", () -> stores.list(query));
    }

    @Override
    public Optional<Message> find(MessageId id) {
        return read("find a message", () -> stores.find(id));
    }

    @Override
    public Page<Message, MessageId> list(MessageQuery query) {
        return read("list messages", () -> stores.list(query));
    }

    @Override
    public Optional<Timeline> timeline(MessageId id) {
        return read("timeline", () -> stores.timeline(id));
    }

    private <T> T read(String what, Supplier<T> work) {
        step.accept(what);
        refuseAtTimes();
        return work.get();
    }

    /** A write that found nothing to do is no commit. */
    private <T extends Collection<?>> T write(String what, Supplier<T> work) {
        step.accept(what);
        refuseAtTimes();
        var written = work.get();
        if (written.isEmpty()) {
            return written;
        }
        step.accept("committed");
        loseAnswerAtTimes();
        return written;
    }

    /** That an answer is lost is noticed after a while only. */
    private void loseAnswerAtTimes() {
        if (world.fates.strikes(Mishap.COMMIT_UNANSWERED)) {
            world.scheduler.sleep(world.fates.upTo(LONGEST_SILENCE));
            step.accept("its answer is lost");
            throw new StoreUnavailable("the answer is lost");
        }
    }

    private void refuseAtTimes() {
        world.refuseIfStoreIsAway();
        if (world.fates.strikes(Mishap.STORE_REFUSES)) {
            throw new StoreUnavailable("refused");
        }
    }

    private static String described(MessageChange change) {
        return "%s %s → %s %s"
                .formatted(
                        World.nameOf(change.after()).orElse("?"),
                        change.before().message().state().status(),
                        change.after().state().status(),
                        change.schedule());
    }

    private static String names(Stream<Message> messages) {
        return messages.map(message -> World.nameOf(message).orElse("?")).collect(joining(", "));
    }
}
