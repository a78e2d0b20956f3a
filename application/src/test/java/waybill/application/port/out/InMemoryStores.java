package waybill.application.port.out;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waybill.application.port.out.LostCallbacks.LostInHour;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.ReceivedReport.Content;
import waybill.application.port.out.Timeline.AttemptEntry;
import waybill.application.port.out.Timeline.Entry;
import waybill.application.port.out.Timeline.EventEntry;
import waybill.application.port.out.Timeline.ListingEntry;
import waybill.application.port.out.Timeline.LookupEntry;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.domain.DeliveryState;
import waybill.domain.Evidence;
import waybill.domain.Fingerprint;
import waybill.domain.Matching.Owner;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;
import waybill.domain.Span;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;
import waybill.domain.Verdict;

/** A store that forgets when the process ends. Its clock is the test's. */
public final class InMemoryStores
        implements Stores, MessageStore, Ledger, SubmissionQueue, OrphanReports, LookupQueue, SettlementQueue {
    private static final int LARGEST_DOUBLING = 20;

    private final InstantSource clock;
    private final Duration lookupAfter;
    private final Map<MessageId, Row> rows = new TreeMap<>();
    private final Map<String, NewMessage> keys = new HashMap<>();
    private final InMemoryOrphans orphans = new InMemoryOrphans();
    private double messageBudget;
    private double lookupBudget;
    private Instant refilledAt;
    private Instant lookupsRefilledAt;
    private double listBudget;
    private Instant listsRefilledAt;

    /** @param lookupAfter how long after its last change a message is looked up */
    public InMemoryStores(InstantSource clock, Duration lookupAfter) {
        this.clock = clock;
        this.lookupAfter = lookupAfter;
        this.lookupsRefilledAt = clock.instant();
        this.refilledAt = clock.instant();
        this.listsRefilledAt = clock.instant();
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
        return new InMemoryPast(this);
    }

    /** Redacts what of these is closed and readable; returns how many. */
    synchronized int redact(Predicate<MessageId> which) {
        var due = rows.values().stream()
                .filter(row ->
                        which.test(row.message.id()) && row.message.closedAt().isPresent())
                .filter(row -> !row.message.isRedacted() || row.hasRaw())
                .toList();
        due.forEach(Row::redact);
        return due.size();
    }

    synchronized List<MessageId> ids() {
        return List.copyOf(rows.keySet());
    }

    synchronized int removeClosed(Predicate<MessageId> which, int limit) {
        var gone = rows.values().stream()
                .map(row -> row.message)
                .filter(message ->
                        which.test(message.id()) && message.closedAt().isPresent())
                .map(Message::id)
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
                .flatMap(Row::lost)
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
                    ? new Acceptance.Replayed(row(first.get().message().id()).message)
                    : new Acceptance.KeyReused();
        }
        key.ifPresent(taken -> keys.put(taken, message));
        rows.put(message.message().id(), new Row(message.message(), clock.instant()));
        return new Acceptance.Accepted();
    }

    @Override
    public synchronized Optional<Message> find(MessageId id) {
        return Optional.ofNullable(rows.get(id)).map(row -> row.message);
    }

    @Override
    public synchronized Page<Message, MessageId> list(MessageQuery query) {
        var found = rows.values().stream()
                .map(row -> row.message)
                .sorted(Comparator.comparing(Message::id).reversed())
                .filter(message -> matches(message, query))
                .limit(query.limit() + 1L)
                .toList();
        return page(found, query.limit(), Message::id);
    }

    private static boolean matches(Message message, MessageQuery query) {
        return query.status().map(message.state().status()::equals).orElse(true)
                && query.to().map(message.to()::equals).orElse(true)
                && query.from().map(message.from()::equals).orElse(true)
                && query.errorCode().map(message.state().errorCode()::equals).orElse(true)
                && query.clientReference()
                        .map(Optional::of)
                        .map(message.clientReference()::equals)
                        .orElse(true)
                && query.since()
                        .map(since -> !message.createdAt().isBefore(since))
                        .orElse(true)
                && query.until().map(message.createdAt()::isBefore).orElse(true)
                && query.after().map(after -> message.id().compareTo(after) < 0).orElse(true);
    }

    private static <T, C> Page<T, C> page(List<T> found, int limit, Function<T, C> cursor) {
        return found.size() <= limit
                ? new Page<>(found, Optional.empty())
                : new Page<>(found.subList(0, limit), Optional.of(cursor.apply(found.get(limit - 1))));
    }

    @Override
    public synchronized Optional<Timeline> timeline(MessageId id) {
        return Optional.ofNullable(rows.get(id)).map(row -> new Timeline(row.message, row.entries()));
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
                : Optional.<Row>empty();
        return new Located(
                row.map(Row::stored),
                row.map(found -> found.reports.containsKey(received.fingerprint()))
                        .orElse(false));
    }

    private Optional<Row> byProviderId(List<ProviderId> ids) {
        return rows.values().stream()
                .filter(row -> row.providerIds.stream().anyMatch(ids::contains))
                .findFirst();
    }

    @Override
    public synchronized Map<MessageId, Stored> find(Set<MessageId> ids) {
        return ids.stream().filter(rows::containsKey).collect(Collectors.toMap(id -> id, id -> row(id).stored()));
    }

    @Override
    public synchronized Map<MessageId, List<Evidence>> histories(Set<MessageId> ids) {
        return ids.stream()
                .filter(rows::containsKey)
                .collect(Collectors.toMap(id -> id, id -> List.copyOf(row(id).evidence)));
    }

    @Override
    public synchronized Set<MessageId> append(List<MessageChange> changes, List<Receipt> receipts) {
        receipts.forEach(receipt -> Optional.ofNullable(rows.get(receipt.messageId()))
                .ifPresent(row -> row.receive(receipt.fingerprint(), 1, receipt.at())));
        var written = new HashSet<MessageId>();
        for (var change : changes) {
            var row = rows.get(change.after().id());
            if (row != null && row.revision == change.before().revision() && !row.holdsAnyOf(change.reports())) {
                row.write(change, clock.instant(), lookupAfter);
                change.orphans()
                        .forEach(fingerprint -> orphans.remove(fingerprint)
                                .ifPresent(orphan -> row.adopt(orphan, isNew(change, fingerprint))));
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
                .filter(row -> row.dueAt.filter(due -> !due.isAfter(now)).isPresent())
                .filter(row -> row.message.expiresAt().isAfter(now))
                .sorted(Comparator.comparing(row -> row.dueAt.orElseThrow()))
                .limit(room)
                .toList();
        leased.forEach(row -> row.lease(now, lease));
        messageBudget = Math.max(0, messageBudget - leased.size());
        return leased.stream().map(Row::stored).toList();
    }

    private int room(int limit, SendingLimits limits, Instant now) {
        double elapsed = Duration.between(refilledAt, now).toNanos() / 1e9;
        messageBudget = Math.min(limits.messagesPerSecond(), messageBudget + elapsed * limits.messagesPerSecond());
        refilledAt = now;
        int room = limits.messagesPerSecond() == 0 ? limit : Math.min(limit, (int) messageBudget);
        if (limits.maxConcurrent() > 0) {
            long underWay = rows.values().stream()
                    .filter(row -> row.leasedUntil.isPresent())
                    .count();
            room = (int) Math.min(room, limits.maxConcurrent() - underWay);
        }
        return Math.max(0, room);
    }

    @Override
    public synchronized List<Stored> findRunOut(int limit) {
        var now = clock.instant();
        return rows.values().stream()
                .filter(row ->
                        row.leasedUntil.filter(until -> !until.isAfter(now)).isPresent())
                .limit(limit)
                .map(Row::stored)
                .toList();
    }

    @Override
    public synchronized List<Stored> findOverdue(int limit) {
        var now = clock.instant();
        return rows.values().stream()
                .filter(row -> row.dueAt.isPresent() && !row.message.expiresAt().isAfter(now))
                .limit(limit)
                .map(Row::stored)
                .toList();
    }

    @Override
    public synchronized List<Stored> take(int limit, LookupQueue.Waits waits, SendingLimits limits) {
        var now = clock.instant();
        var taken = rows.values().stream()
                .filter(row -> row.nextLookupAt.filter(at -> !at.isAfter(now)).isPresent())
                .sorted(Comparator.comparing(row -> row.nextLookupAt.orElseThrow()))
                .limit(lookupRoom(limit, limits, now))
                .toList();
        lookupBudget -= taken.size();
        taken.forEach(row -> row.awaitLookup(now, waits));
        return taken.stream().map(Row::stored).toList();
    }

    private int lookupRoom(int limit, SendingLimits limits, Instant now) {
        if (limits.requestsPer5s() == 0) {
            return limit;
        }
        double elapsed = Duration.between(lookupsRefilledAt, now).toNanos() / 1e9;
        double burst = Math.max(1, limits.requestsPer5s() * SHARE_OF_REQUESTS / 10);
        double perSecond = (limits.requestsPer5s() * SHARE_OF_REQUESTS - burst) / 5;
        lookupBudget = Math.min(burst, lookupBudget + elapsed * perSecond);
        lookupsRefilledAt = now;
        return Math.clamp((int) lookupBudget, 0, limit);
    }

    @Override
    public synchronized List<Unsettled> take(int limit, SettlementQueue.Waits waits) {
        var now = clock.instant();
        var due = rows.values().stream()
                .filter(row -> row.settlement.filter(it -> it.isDue(now, waits)).isPresent())
                .sorted(Comparator.comparing(row -> row.settlement.orElseThrow().nextAt()))
                .toList();
        if (due.isEmpty()) {
            return List.of();
        }
        var anchor = due.getFirst().settlement.orElseThrow();
        var taken = due.stream()
                .filter(row -> row.settlement.orElseThrow().isNear(anchor, waits.spread()))
                .limit(limit)
                .toList();
        taken.forEach(row -> row.settlement =
                row.settlement.filter(_ -> row.isUnsettled()).map(it -> it.next(now.plus(waits.hold()))));
        return taken.stream()
                .filter(row -> row.settlement.isPresent())
                .map(row -> row.unsettled(now, waits))
                .toList();
    }

    @Override
    public synchronized boolean mayList(Set<MessageId> taken, Duration hold, SettlementQueue.Limits limits) {
        postpone(taken, hold);
        if (limits.listsPerMinute() == 0) {
            return true;
        }
        double elapsed = Duration.between(listsRefilledAt, clock.instant()).toNanos() / 1e9;
        double burst = Math.max(1, limits.listsPerMinute() * 0.1);
        listBudget = Math.min(burst, listBudget + elapsed * (limits.listsPerMinute() - burst) / 60);
        listsRefilledAt = clock.instant();
        if (listBudget < 1) {
            return false;
        }
        listBudget--;
        return true;
    }

    @Override
    public synchronized void postpone(Set<MessageId> taken, Duration delay) {
        var next = clock.instant().plus(delay);
        taken.forEach(id -> row(id).settlement = row(id).settlement.map(it -> it.next(next)));
    }

    @Override
    public synchronized Surroundings around(Listing listing) {
        var known = listing.records().stream()
                .filter(id -> byProviderId(List.of(id)).isPresent())
                .collect(Collectors.toSet());
        var others = rows.values().stream()
                .filter(row -> listing.recipients().contains(row.message.to()))
                .filter(row -> !listing.taken().contains(row.message.id()))
                .filter(Row::mayOwnARecord)
                .map(row -> row.owner(clock.instant()))
                .toList();
        var witnesses = rows.values().stream()
                .flatMap(row -> row.outcomes.stream())
                .filter(entry -> listing.certain().contains(entry.at()))
                .flatMap(entry -> entry.outcome() instanceof SubmissionOutcome.Accepted(var id)
                        ? Stream.of(id)
                        : Stream.<ProviderId>empty())
                .collect(Collectors.toSet());
        return new Surroundings(known, others, witnesses);
    }

    /** An attempt that may have happened. */
    private record Settlement(int attempt, Instant leaseEnd, Instant endedAt, Instant nextAt) {
        boolean isDue(Instant now, SettlementQueue.Waits waits) {
            return !nextAt.isAfter(now) && !endedAt.plus(waits.first()).isAfter(now);
        }

        boolean isNear(Settlement anchor, Duration spread) {
            return new Span(anchor.endedAt, anchor.endedAt)
                    .widened(spread, spread)
                    .contains(endedAt);
        }

        Settlement next(Instant at) {
            return new Settlement(attempt, leaseEnd, endedAt, at);
        }
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
        return page(found, query.limit(), OrphanReport::id);
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

    private Row row(MessageId id) {
        return Optional.ofNullable(rows.get(id)).orElseThrow();
    }

    /** A message with all that hangs on it. */
    private static final class Row {
        private Message message;
        private long revision = 1;
        private int attempts;
        private Optional<Instant> dueAt;
        private Optional<Instant> leasedUntil = Optional.empty();
        private Optional<Instant> nextLookupAt = Optional.empty();
        private int lookups;
        private Optional<Settlement> settlement = Optional.empty();
        private final List<Evidence.Listed> listings = new ArrayList<>();
        private final Set<ProviderId> providerIds = new HashSet<>();
        private final List<EventEntry> events = new ArrayList<>();
        private final List<AttemptEntry> outcomes = new ArrayList<>();
        private final Map<Fingerprint, ReportEntry> reports = new LinkedHashMap<>();
        private final Set<Fingerprint> lookedUp = new HashSet<>();
        private final List<Evidence> evidence = new ArrayList<>();

        Row(Message message, Instant dueAt) {
            this.message = message;
            this.dueAt = Optional.of(dueAt);
            event(Status.ACCEPTED, message.createdAt());
        }

        Stored stored() {
            return new Stored(message, revision, events.size(), attempts, leasedUntil.isPresent(), dueAt.isPresent());
        }

        List<Entry> entries() {
            var listed = listings.stream().map(ListingEntry::new).toList();
            return Stream.<Collection<? extends Entry>>of(outcomes, reportEntries(), listed, events)
                    .flatMap(Collection::stream)
                    .<Entry>map(entry -> entry)
                    .toList();
        }

        boolean isUnsettled() {
            return message.state() instanceof DeliveryState.Unconfirmed
                    && message.closedAt().isEmpty()
                    && !stored().isScheduled()
                    && settlement.filter(it -> it.attempt() == attempts).isPresent();
        }

        Unsettled unsettled(Instant now, SettlementQueue.Waits waits) {
            var it = settlement.orElseThrow();
            var left = new Span(it.leaseEnd().minus(waits.lease()), it.endedAt());
            return new Unsettled(
                    stored(),
                    it.attempt(),
                    left,
                    now,
                    !it.endedAt().plus(waits.settling()).isAfter(now));
        }

        boolean mayOwnARecord() {
            return attempts > 0
                    && message.state().providerIdIfKnown().isEmpty()
                    && (leasedUntil.isPresent() || message.state() instanceof DeliveryState.Unconfirmed);
        }

        Owner owner(Instant now) {
            var latest = leasedUntil.isPresent()
                    ? now
                    : outcomes.stream()
                            .filter(entry -> entry.outcome() instanceof SubmissionOutcome.Unknown)
                            .map(AttemptEntry::at)
                            .max(Comparator.naturalOrder())
                            .orElse(message.state().since());
            return new Owner(message.id(), message.from(), message.to(), new Span(message.createdAt(), latest));
        }

        private List<Entry> reportEntries() {
            return reports.values().stream()
                    .<Entry>map(entry -> lookedUp.contains(entry.report().fingerprint())
                            ? new LookupEntry(
                                    entry.report(),
                                    entry.verdict(),
                                    entry.receipts(),
                                    entry.lastReceivedAt(),
                                    entry.raw())
                            : entry)
                    .toList();
        }

        /** The look-ups that told what no callback did. */
        Stream<LookupEntry> lost() {
            return reportEntries().stream()
                    .filter(LookupEntry.class::isInstance)
                    .map(LookupEntry.class::cast)
                    .filter(lookup -> lookup.verdict() == Verdict.APPLIED)
                    .filter(lookup -> reportEntries().stream()
                            .noneMatch(entry -> entry instanceof ReportEntry callback
                                    && callback.report().status()
                                            == lookup.report().status()));
        }

        void lease(Instant now, Duration lease) {
            var started = new Evidence.SubmissionStarted(++attempts, now);
            var transition = message.on(started);
            if (transition.changesStatus()) {
                event(transition.after().state().status(), now);
                evidence.add(started);
            }
            message = transition.after();
            dueAt = Optional.empty();
            leasedUntil = Optional.of(now.plus(lease));
            revision++;
        }

        void awaitLookup(Instant now, LookupQueue.Waits waits) {
            lookups++;
            var doubled = now.plus(
                    shorter(waits.longest(), waits.first().multipliedBy(1L << Math.min(lookups, LARGEST_DOUBLING))));
            var closing = later(message.state().since().plus(waits.untilClosed()), now.plus(waits.first()));
            nextLookupAt = Optional.of(doubled.isBefore(closing) ? doubled : closing);
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }

        void write(MessageChange change, Instant now, Duration lookupAfter) {
            message = change.after();
            revision++;
            providerIds.addAll(change.providerIds());
            change.attempts().forEach(attempt -> {
                outcomes.add(new AttemptEntry(attempt.at(), attempt.attempt(), attempt.outcome()));
                evidence.add(attempt);
            });
            change.reports().forEach(this::add);
            change.events().forEach(event -> {
                event(event.status(), event.at());
                if (event.status() == Status.EXPIRED) {
                    evidence.add(new Evidence.DeadlinePassed(event.at()));
                }
            });
            change.listings().forEach(listed -> {
                listings.add(listed);
                evidence.add(listed);
            });
            change.unsettledAttempt().ifPresent(attempt -> unsettle(attempt, now));
            schedule(change.schedule(), now);
            lookups = 0;
            nextLookupAt = message.awaitsReport() ? Optional.of(now.plus(lookupAfter)) : Optional.empty();
        }

        private void unsettle(int attempt, Instant now) {
            var leaseEnd = leasedUntil.orElseThrow();
            settlement = Optional.of(new Settlement(attempt, leaseEnd, leaseEnd.isBefore(now) ? leaseEnd : now, now));
        }

        private void schedule(Schedule schedule, Instant now) {
            switch (schedule) {
                case Schedule.Unchanged() -> {
                    // As it is.
                }
                case Schedule.DueAfter(var delay) -> {
                    dueAt = Optional.of(now.plus(delay));
                    leasedUntil = Optional.empty();
                }
                case Schedule.Done() -> {
                    dueAt = Optional.empty();
                    leasedUntil = Optional.empty();
                }
            }
        }

        boolean holdsAnyOf(List<MessageChange.JudgedReport> judged) {
            return judged.stream()
                    .anyMatch(report -> reports.containsKey(report.received().fingerprint()));
        }

        private void add(MessageChange.JudgedReport judged) {
            var received = judged.received();
            var report = ((Content.Usable) received.content()).report();
            evidence.add(new Evidence.Reported(report));
            if (received.source() == ReceivedReport.Source.LOOKUP) {
                lookedUp.add(received.fingerprint());
            }
            reports.put(
                    received.fingerprint(),
                    new ReportEntry(
                            report,
                            judged.verdict(),
                            judged.receipts(),
                            received.receivedAt(),
                            received.authenticatedBy(),
                            Optional.of(received.raw()),
                            0));
        }

        /** A report written just now is counted once already. */
        void adopt(InMemoryOrphans.Orphan orphan, boolean isNew) {
            receive(orphan.report().fingerprint(), orphan.receipts() - (isNew ? 1 : 0), orphan.lastReceivedAt());
        }

        void receive(Fingerprint fingerprint, int receipts, Instant at) {
            reports.computeIfPresent(
                    fingerprint,
                    (_, entry) -> new ReportEntry(
                            entry.report(),
                            entry.verdict(),
                            entry.receipts() + receipts,
                            at.isAfter(entry.lastReceivedAt()) ? at : entry.lastReceivedAt(),
                            entry.authenticatedBy(),
                            entry.raw(),
                            entry.missingBefore()));
        }

        boolean hasRaw() {
            return reports.values().stream().anyMatch(entry -> entry.raw().isPresent());
        }

        void redact() {
            message = message.redacted();
            revision++;
            reports.replaceAll((_, entry) -> new ReportEntry(
                    InMemoryPast.redacted(entry.report()),
                    entry.verdict(),
                    entry.receipts(),
                    entry.lastReceivedAt(),
                    entry.authenticatedBy(),
                    Optional.empty(),
                    entry.missingBefore()));
            outcomes.replaceAll(InMemoryPast::redacted);
        }

        private void event(Status status, Instant at) {
            events.add(new EventEntry(at, status, events.size() + 1L));
        }
    }
}
