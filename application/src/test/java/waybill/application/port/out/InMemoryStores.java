package waybill.application.port.out;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waybill.application.port.out.LostCallbacks.LostInHour;
import waybill.application.port.out.ReceivedReport.Content;
import waybill.domain.Evidence;
import waybill.domain.Fingerprint;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;

/** A store that forgets when the process ends. Its clock is the test's. */
public final class InMemoryStores
        implements Stores, MessageStore, Ledger, SubmissionQueue, OrphanReports, LookupQueue, SettlementQueue {
    private final InstantSource clock;
    private final Duration lookupAfter;
    private final Map<MessageId, InMemoryMessage> rows = new TreeMap<>();
    private final Map<String, NewMessage> keys = new HashMap<>();
    private final InMemoryOrphans orphans = new InMemoryOrphans();
    private final InMemoryBudget sending;
    private final InMemoryBudget lookups;
    private final InMemoryBudget lists;

    /** @param lookupAfter how long after its last change a message is looked up */
    public InMemoryStores(InstantSource clock, Duration lookupAfter) {
        this.clock = clock;
        this.lookupAfter = lookupAfter;
        this.sending = new InMemoryBudget(clock.instant());
        this.lookups = new InMemoryBudget(clock.instant());
        this.lists = new InMemoryBudget(clock.instant());
    }

    @Override
    public MessageStore messages() {
        return this;
    }

    @Override
    public Ledger ledger() {
        return this;
    }

    @Override
    public SubmissionQueue queue() {
        return this;
    }

    @Override
    public OrphanReports orphanReports() {
        return this;
    }

    @Override
    public LookupQueue lookups() {
        return this;
    }

    @Override
    public SettlementQueue settlements() {
        return this;
    }

    @Override
    public PastMessages past() {
        return new InMemoryPast(this, clock);
    }

    /** Redacts what of these is closed and readable; returns how many. */
    synchronized int redact(Predicate<MessageId> which) {
        var due = rows.values().stream()
                .filter(row -> which.test(row.message().id()))
                .filter(row -> row.isClosed() && row.isReadable())
                .toList();
        due.forEach(InMemoryMessage::redact);
        return due.size();
    }

    synchronized List<MessageId> ids() {
        return List.copyOf(rows.keySet());
    }

    synchronized int removeClosed(Predicate<MessageId> which, int limit) {
        var gone = rows.values().stream()
                .filter(row -> which.test(row.message().id()) && row.isClosed())
                .map(row -> row.message().id())
                .limit(limit)
                .toList();
        gone.forEach(rows::remove);
        keys.values().removeIf(first -> gone.contains(first.message().id()));
        return gone.size();
    }

    synchronized int redactOrphans(Instant before, int limit) {
        return orphans.redact(before, limit);
    }

    synchronized int removeOrphans(Instant before, int limit) {
        return orphans.removeOlder(before, limit);
    }

    @Override
    public LostCallbacks lostCallbacks() {
        return this::lostSince;
    }

    private synchronized List<LostInHour> lostSince(Instant since) {
        var counts = rows.values().stream()
                .flatMap(row -> row.reports().lost())
                .filter(lookup -> !lookup.at().isBefore(since))
                .collect(Collectors.groupingBy(
                        lookup -> new LostInHour(
                                lookup.at().truncatedTo(ChronoUnit.HOURS),
                                lookup.report().status().shown().orElseThrow(),
                                0),
                        Collectors.counting()));
        return counts.entrySet().stream()
                .map(lost -> new LostInHour(lost.getKey().hour(), lost.getKey().status(), lost.getValue()))
                .sorted(Comparator.comparing(LostInHour::hour)
                        .reversed()
                        .thenComparing(lost -> lost.status().text()))
                .toList();
    }

    @Override
    public synchronized List<Acceptance> accept(List<NewMessage> messages) {
        return messages.stream().map(this::accept).toList();
    }

    private Acceptance accept(NewMessage message) {
        var key = message.idempotency().map(idempotency -> idempotency.scope() + idempotency.key());
        var first = key.map(keys::get);
        if (first.isPresent()) {
            return first.get()
                            .idempotency()
                            .map(Idempotency::payload)
                            .equals(message.idempotency().map(Idempotency::payload))
                    ? new Acceptance.Replayed(row(first.get().message().id()).message())
                    : new Acceptance.KeyReused();
        }
        key.ifPresent(taken -> keys.put(taken, message));
        rows.put(message.message().id(), new InMemoryMessage(message.message(), clock.instant()));
        return new Acceptance.Accepted();
    }

    @Override
    public synchronized Optional<Message> find(MessageId id) {
        return Optional.ofNullable(rows.get(id)).map(InMemoryMessage::message);
    }

    @Override
    public synchronized Page<Message, MessageId> list(MessageQuery query) {
        var found = rows.values().stream()
                .map(InMemoryMessage::message)
                .sorted(Comparator.comparing(Message::id).reversed())
                .filter(message -> InMemoryLists.matches(message, query))
                .limit(query.limit() + 1L)
                .toList();
        return InMemoryLists.page(found, query.limit(), Message::id);
    }

    @Override
    public synchronized Optional<Timeline> timeline(MessageId id) {
        return Optional.ofNullable(rows.get(id)).map(row -> new Timeline(row.message(), row.entries()));
    }

    @Override
    public synchronized List<Located> locate(List<ReceivedReport> reports) {
        return reports.stream().map(this::locate).toList();
    }

    private Located locate(ReceivedReport received) {
        var row = received.content() instanceof Content.Usable(var report)
                ? received.ownId().isPresent()
                        ? received.ownId().flatMap(MessageId::parse).map(rows::get)
                        : byProviderId(List.of(report.providerId(), report.wholeId()))
                : Optional.<InMemoryMessage>empty();
        return new Located(
                row.map(InMemoryMessage::stored),
                row.map(found -> found.reports().hold(received.fingerprint())).orElse(false));
    }

    private Optional<InMemoryMessage> byProviderId(List<ProviderId> ids) {
        return rows.values().stream().filter(row -> row.goesByAnyOf(ids)).findFirst();
    }

    @Override
    public synchronized Map<MessageId, Stored> find(Set<MessageId> ids) {
        return ids.stream().filter(rows::containsKey).collect(Collectors.toMap(id -> id, id -> row(id).stored()));
    }

    @Override
    public synchronized Map<MessageId, List<Evidence>> histories(Set<MessageId> ids) {
        return ids.stream().filter(rows::containsKey).collect(Collectors.toMap(id -> id, id -> row(id).evidence()));
    }

    @Override
    public synchronized Set<MessageId> append(List<MessageChange> changes, List<Receipt> receipts) {
        receipts.forEach(receipt -> Optional.ofNullable(rows.get(receipt.messageId()))
                .ifPresent(row -> row.reports().receive(receipt.fingerprint(), 1, receipt.at())));
        var written = new HashSet<MessageId>();
        for (var change : changes) {
            var row = rows.get(change.after().id());
            if (row != null
                    && row.isAt(change.before().revision())
                    && !row.reports().holdAnyOf(change.reports())) {
                row.write(change, clock.instant(), lookupAfter);
                change.orphans()
                        .forEach(fingerprint -> orphans.remove(fingerprint)
                                .ifPresent(orphan -> row.reports().adopt(orphan, isNew(change, fingerprint))));
                written.add(change.after().id());
            }
        }
        return written;
    }

    private static boolean isNew(MessageChange change, Fingerprint fingerprint) {
        return change.reports().stream()
                .anyMatch(judged -> judged.received().fingerprint().equals(fingerprint));
    }

    @Override
    public synchronized List<Stored> lease(int limit, Duration lease, SendingLimits limits) {
        var now = clock.instant();
        int room = room(limit, limits, now);
        var leased = rows.values().stream()
                .filter(row -> row.dueAt().filter(due -> !due.isAfter(now)).isPresent())
                .filter(row -> row.message().expiresAt().isAfter(now))
                .sorted(Comparator.comparing(row -> row.dueAt().orElseThrow()))
                .limit(room)
                .toList();
        leased.forEach(row -> row.lease(now, lease));
        sending.spend(leased.size());
        return leased.stream().map(InMemoryMessage::stored).toList();
    }

    private int room(int limit, SendingLimits limits, Instant now) {
        int perSecond = limits.messagesPerSecond();
        int left = sending.room(now, perSecond, perSecond);
        int room = perSecond == 0 ? limit : Math.min(limit, left);
        if (limits.maxConcurrent() > 0) {
            long underWay = rows.values().stream().filter(row -> row.isLeased()).count();
            room = (int) Math.min(room, limits.maxConcurrent() - underWay);
        }
        return Math.max(0, room);
    }

    @Override
    public synchronized List<Stored> findRunOut(int limit) {
        var now = clock.instant();
        return rows.values().stream()
                .filter(row -> row.isLeaseOver(now))
                .limit(limit)
                .map(InMemoryMessage::stored)
                .toList();
    }

    @Override
    public synchronized List<Stored> findOverdue(int limit) {
        var now = clock.instant();
        return rows.values().stream()
                .filter(row ->
                        row.dueAt().isPresent() && !row.message().expiresAt().isAfter(now))
                .limit(limit)
                .map(InMemoryMessage::stored)
                .toList();
    }

    @Override
    public synchronized List<Stored> take(int limit, LookupQueue.Waits waits, SendingLimits limits) {
        var now = clock.instant();
        var taken = rows.values().stream()
                .filter(row -> row.nextLookupAt().filter(at -> !at.isAfter(now)).isPresent())
                .sorted(Comparator.comparing(row -> row.nextLookupAt().orElseThrow()))
                .limit(lookupRoom(limit, limits, now))
                .toList();
        lookups.spend(taken.size());
        taken.forEach(row -> row.awaitLookup(now, waits));
        return taken.stream().map(InMemoryMessage::stored).toList();
    }

    private int lookupRoom(int limit, SendingLimits limits, Instant now) {
        if (limits.requestsPer5s() == 0) {
            return limit;
        }
        double burst = Math.max(1, limits.requestsPer5s() * SHARE_OF_REQUESTS / 10);
        double perSecond = (limits.requestsPer5s() * SHARE_OF_REQUESTS - burst) / 5;
        return Math.min(limit, lookups.room(now, perSecond, burst));
    }

    @Override
    public synchronized List<Unsettled> take(int limit, SettlementQueue.Waits waits) {
        var now = clock.instant();
        var due = rows.values().stream()
                .filter(row ->
                        row.settlement().filter(it -> it.isDue(now, waits)).isPresent())
                .sorted(Comparator.comparing(
                        row -> row.settlement().orElseThrow().nextAt()))
                .toList();
        if (due.isEmpty()) {
            return List.of();
        }
        var anchor = due.getFirst().settlement().orElseThrow();
        var taken = due.stream()
                .filter(row -> row.settlement().orElseThrow().isNear(anchor, waits.spread()))
                .limit(limit)
                .toList();
        taken.forEach(row -> row.takeToSettle(now.plus(waits.hold())));
        return taken.stream()
                .filter(row -> row.settlement().isPresent())
                .map(row -> row.unsettled(now, waits))
                .toList();
    }

    @Override
    public synchronized boolean mayList(Set<MessageId> taken, Duration hold, SettlementQueue.Limits limits) {
        postpone(taken, hold);
        if (limits.listsPerMinute() == 0) {
            return true;
        }
        double burst = Math.max(1, limits.listsPerMinute() * 0.1);
        boolean may = lists.room(clock.instant(), (limits.listsPerMinute() - burst) / 60, burst) >= 1;
        if (may) {
            lists.spend(1);
        }
        return may;
    }

    @Override
    public synchronized void postpone(Set<MessageId> taken, Duration delay) {
        var next = clock.instant().plus(delay);
        taken.forEach(id -> row(id).settleNext(next));
    }

    @Override
    public synchronized Surroundings around(Listing listing) {
        var known = listing.records().stream()
                .filter(id -> byProviderId(List.of(id)).isPresent())
                .collect(Collectors.toSet());
        var others = rows.values().stream()
                .filter(row -> listing.recipients().contains(row.message().to()))
                .filter(row -> !listing.taken().contains(row.message().id()))
                .filter(InMemoryMessage::mayOwnARecord)
                .map(row -> row.owner(clock.instant()))
                .toList();
        var witnesses = rows.values().stream()
                .flatMap(row -> row.takenWithin(listing.certain()))
                .collect(Collectors.toSet());
        return new Surroundings(known, others, witnesses);
    }

    @Override
    public synchronized void keep(List<Kept> reports) {
        reports.forEach(orphans::keep);
    }

    @Override
    public synchronized Page<OrphanReport, UUID> list(OrphanQuery query) {
        var found = orphans.newestFirst(query.after())
                .map(InMemoryOrphans.Orphan::shown)
                .limit(query.limit() + 1L)
                .toList();
        return InMemoryLists.page(found, query.limit(), OrphanReport::id);
    }

    @Override
    public synchronized List<ReceivedReport> find(Set<ProviderId> ids, int limit) {
        return orphans.find(ids, limit);
    }

    @Override
    public synchronized Page<ReceivedReport, UUID> findMatching(Optional<UUID> after, int window) {
        return orphans.findMatching(
                after,
                window,
                report -> Stream.of(report, report.onSharedUrl())
                        .map(this::locate)
                        .anyMatch(located -> located.message().isPresent()));
    }

    private InMemoryMessage row(MessageId id) {
        return Optional.ofNullable(rows.get(id)).orElseThrow();
    }
}
