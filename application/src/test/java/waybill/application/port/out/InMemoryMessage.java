package waybill.application.port.out;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.Timeline.AttemptEntry;
import waybill.application.port.out.Timeline.Entry;
import waybill.application.port.out.Timeline.EventEntry;
import waybill.application.port.out.Timeline.ListingEntry;
import waybill.domain.DeliveryState;
import waybill.domain.Evidence;
import waybill.domain.Matching.Owner;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.Span;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;

/** A message with all that hangs on it. */
final class InMemoryMessage {
    private static final int LARGEST_DOUBLING = 20;

    private Message message;
    private long revision = 1;
    private int attempts;
    private Optional<Instant> dueAt;
    private Optional<Instant> leasedUntil = Optional.empty();
    private Optional<Instant> nextLookupAt = Optional.empty();
    private int lookups;
    private Optional<InMemorySettlement> settlement = Optional.empty();
    private final List<Evidence.Listed> listings = new ArrayList<>();
    private final Set<ProviderId> providerIds = new HashSet<>();
    private final List<EventEntry> events = new ArrayList<>();
    private final List<AttemptEntry> outcomes = new ArrayList<>();
    private final InMemoryReports reports = new InMemoryReports();
    private final List<Evidence> evidence = new ArrayList<>();

    InMemoryMessage(Message message, Instant dueAt) {
        this.message = message;
        this.dueAt = Optional.of(dueAt);
        event(Status.ACCEPTED, message.createdAt());
    }

    Message message() {
        return message;
    }

    List<Evidence> evidence() {
        return List.copyOf(evidence);
    }

    Optional<InMemorySettlement> settlement() {
        return settlement;
    }

    Optional<Instant> dueAt() {
        return dueAt;
    }

    Optional<Instant> nextLookupAt() {
        return nextLookupAt;
    }

    boolean isAt(long expected) {
        return revision == expected;
    }

    boolean isClosed() {
        return message.closedAt().isPresent();
    }

    boolean isReadable() {
        return !message.isRedacted() || reports.areReadable();
    }

    boolean isLeased() {
        return leasedUntil.isPresent();
    }

    boolean isLeaseOver(Instant now) {
        return leasedUntil.filter(until -> !until.isAfter(now)).isPresent();
    }

    boolean goesByAnyOf(List<ProviderId> ids) {
        return providerIds.stream().anyMatch(ids::contains);
    }

    InMemoryReports reports() {
        return reports;
    }

    /** The ids under which Plivo took it within this time. */
    Stream<ProviderId> takenWithin(Span time) {
        return outcomes.stream()
                .filter(entry -> time.contains(entry.at()))
                .flatMap(entry ->
                        entry.outcome() instanceof SubmissionOutcome.Accepted(var id) ? Stream.of(id) : Stream.empty());
    }

    /** What is settled meanwhile is not looked for any more. */
    void takeToSettle(Instant next) {
        settlement = settlement.filter(_ -> isUnsettled());
        settleNext(next);
    }

    void settleNext(Instant next) {
        settlement = settlement.map(it -> it.next(next));
    }

    Stored stored() {
        return new Stored(message, revision, events.size(), attempts, leasedUntil.isPresent(), dueAt.isPresent());
    }

    List<Entry> entries() {
        var listed = listings.stream().map(ListingEntry::new).toList();
        return Stream.<Collection<? extends Entry>>of(outcomes, reports.entries(), listed, events)
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

    SettlementQueue.Unsettled unsettled(Instant now, SettlementQueue.Waits waits) {
        var it = settlement.orElseThrow();
        var left = new Span(it.leaseEnd().minus(waits.lease()), it.endedAt());
        return new SettlementQueue.Unsettled(
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
        change.reports().forEach(judged -> evidence.add(new Evidence.Reported(reports.add(judged))));
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
        settlement =
                Optional.of(new InMemorySettlement(attempt, leaseEnd, leaseEnd.isBefore(now) ? leaseEnd : now, now));
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

    void redact() {
        message = message.redacted();
        revision++;
        reports.redact();
        outcomes.replaceAll(InMemoryPast::redacted);
    }

    private void event(Status status, Instant at) {
        events.add(new EventEntry(at, status, events.size() + 1L));
    }
}
