package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waybill.application.port.in.RecordDeliveryReports;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.in.SettleUnconfirmedMessages;
import waybill.application.port.out.DispatchBell;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.MessageListing;
import waybill.application.port.out.MessageListing.Answer;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.SettlementQueue;
import waybill.application.port.out.SettlementQueue.Limits;
import waybill.application.port.out.SettlementQueue.Unsettled;
import waybill.application.port.out.SettlementQueue.Waits;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Telemetry;
import waybill.application.port.out.Telemetry.Settled;
import waybill.domain.Evidence.Listed;
import waybill.domain.Matching;
import waybill.domain.Matching.Finding;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.Span;
import waybill.domain.Verdict;

/**
 * Takes messages whose attempts were given up close to each other, lists the provider's records of that time, page by
 * page, and tells whose each is. A record that is a message's goes into its ledger as any look-up does; what was not found
 * is evidence too, and only two such listings, begun late enough, let the message be submitted again.
 */
public final class SettleUnconfirmedMessagesService implements SettleUnconfirmedMessages {
    private static final System.Logger LOG = System.getLogger(SettleUnconfirmedMessagesService.class.getName());
    static final int BATCH = 100;
    static final Duration SPREAD = Duration.ofMinutes(10);
    static final Duration HOLD = Duration.ofMinutes(1);

    private final SettlementQueue queue;
    private final MessageListing provider;
    private final RecordDeliveryReports reports;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Telemetry telemetry;
    private final Settings settings;
    private final AbsenceRecorder absences;
    private Optional<ListingUnderWay> underWay = Optional.empty();
    private boolean unavailable;

    public SettleUnconfirmedMessagesService(
            SettlementQueue queue,
            MessageListing provider,
            RecordDeliveryReports reports,
            Ledger ledger,
            InstantSource clock,
            DispatchBell bell,
            Telemetry telemetry,
            Settings settings) {
        this.queue = requireNonNull(queue, "queue");
        this.provider = requireNonNull(provider, "provider");
        this.reports = requireNonNull(reports, "reports");
        this.ledger = requireNonNull(ledger, "ledger");
        this.clock = requireNonNull(clock, "clock");
        this.telemetry = requireNonNull(telemetry, "telemetry");
        this.settings = requireNonNull(settings, "settings");
        this.absences =
                new AbsenceRecorder(ledger, clock, bell, telemetry, settings.gap(), settings.resendWhenAbsent());
    }

    /**
     * How to settle.
     *
     * @param lease how long a lease for submission is
     * @param settling how long after the end of its lease a message that is not listed counts as absent
     * @param gap between two listings, and before the first
     * @param closeAfter how long after its last change of status a message is closed without an end
     * @param resendWhenAbsent whether what is surely absent is submitted again
     */
    public record Settings(
            Duration lease,
            Duration settling,
            Duration gap,
            Duration closeAfter,
            boolean resendWhenAbsent,
            Limits limits) {
        public Settings {
            requireNonNull(lease, "lease");
            requireNonNull(settling, "settling");
            requireNonNull(gap, "gap");
            requireNonNull(closeAfter, "closeAfter");
            requireNonNull(limits, "limits");
        }

        private Waits waits() {
            return new Waits(lease, shorter(gap, settling), settling, SPREAD, HOLD);
        }

        /** A process that stands still may send until the end of the settling time; clocks differ besides. */
        private Span widened(Span left) {
            var tolerance = ListingUnderWay.TOLERANCE;
            return left.widened(tolerance, settling.compareTo(tolerance) > 0 ? settling : tolerance);
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }

    @Override
    public synchronized int settle() {
        if (underWay.isEmpty()) {
            var taken = queue.take(BATCH, settings.waits());
            underWay = Optional.of(taken)
                    .filter(some -> !some.isEmpty())
                    .map(some -> new ListingUnderWay(some, settings::widened));
        }
        if (underWay.isEmpty() || !queue.mayList(underWay.get().ids(), HOLD, settings.limits())) {
            return 0;
        }
        return ask(underWay.get());
    }

    private int ask(ListingUnderWay listing) {
        var answer = provider.page(listing.window(), listing.offset());
        telemetry.listed(answer);
        tellOnce(answer);
        return switch (answer) {
            case Answer.Page page -> {
                read(listing, page);
                yield 1;
            }
            case Answer.Unavailable _ -> {
                // It overlaps with what was read: whatever moves until it is asked for again is noticed.
                if (listing.failed()) {
                    giveUp(listing, settings.gap());
                }
                yield 0;
            }
        };
    }

    private void read(ListingUnderWay listing, Answer.Page page) {
        listing.add(page);
        if (listing.isTorn()) {
            LOG.log(Level.WARNING, "Plivo's list of messages could not be read to its end");
            giveUp(listing, pause(listing));
        } else if (listing.isComplete()) {
            underWay = Optional.empty();
            judge(listing);
        }
    }

    private Duration pause(ListingUnderWay listing) {
        return listing.pause(settings.gap(), settings.closeAfter(), clock.instant());
    }

    /** What is not complete says nothing: it begins anew. */
    private void giveUp(ListingUnderWay listing, Duration wait) {
        underWay = Optional.empty();
        queue.postpone(listing.ids(), wait);
    }

    private void judge(ListingUnderWay listing) {
        // Before the ids that are known: one that gets its id in between is then known by it.
        var open = notPastSubmission(listing);
        var around = queue.around(listing.asked(settings.gap()));
        if (!listing.holds(around.witnesses())) {
            LOG.log(
                    Level.WARNING,
                    "Plivo's list lacks messages that Plivo took at that time: nothing is concluded from it");
            giveUp(listing, pause(listing));
            return;
        }
        var owners = Stream.concat(
                        open.stream().map(listing::owner),
                        around.others().stream().map(listing::widened))
                .toList();
        var findings = Matching.of(owners, listing.reports(), around.known());
        var unripe = new ArrayList<Unsettled>();
        var again = new HashSet<MessageId>();
        for (var unsettled : open) {
            var finding = requireNonNull(findings.get(unsettled.id()), "every owner is judged");
            if (isFound(unsettled, finding, listing)) {
                continue;
            }
            if (!unsettled.isRipe()) {
                unripe.add(unsettled);
            } else if (listing.hasMoved() || absences.record(unsettled.id(), evidence(unsettled, finding, listing))) {
                again.add(unsettled.id());
            }
        }
        postponeUntilRipe(unripe);
        postpone(again, listing.hasMoved() ? pause(listing) : settings.gap());
    }

    /** A long list takes a while: those that something else has settled since own no record but the one that is known. */
    private List<Unsettled> notPastSubmission(ListingUnderWay listing) {
        var stored = ledger.find(listing.ids());
        return listing.taken().stream()
                .filter(unsettled -> Optional.ofNullable(stored.get(unsettled.id()))
                        .filter(now -> !now.message().isPastSubmission())
                        .isPresent())
                .toList();
    }

    private boolean isFound(Unsettled unsettled, Finding finding, ListingUnderWay listing) {
        return switch (finding) {
            case Finding.Found(var providerId) -> record(unsettled.stored().message(), listing.record(providerId));
            case Finding.Absent() -> false;
            case Finding.Undecided() -> false;
        };
    }

    /** Returns whether it settled the message: a record whose state says nothing does not. */
    private boolean record(Message message, MessageListing.Listed found) {
        var received = ReceivedReport.lookedUp(message.id(), found.report(), found.raw());
        var outcome = reports.record(List.of(received)).getFirst();
        if (outcome instanceof Outcome.Contended) {
            throw new StoreUnavailable("message %s changed under what was listed".formatted(message.id()));
        }
        var stored = Optional.ofNullable(ledger.find(Set.of(message.id())).get(message.id()));
        if (outcome instanceof Outcome.Recorded(var _, var verdict) && verdict == Verdict.APPLIED) {
            telemetry.settled(Settled.FOUND);
            stored.map(now -> now.message().state().status()).ifPresent(telemetry::callbackLost);
        }
        return stored.map(now -> now.message().isPastSubmission()).orElse(true);
    }

    private Listed evidence(Unsettled unsettled, Finding finding, ListingUnderWay listing) {
        return new Listed(
                unsettled.attempt(),
                finding instanceof Finding.Absent ? Listed.Finding.ABSENT : Listed.Finding.UNDECIDED,
                listing.window(),
                listing.size(),
                listing.begunAt(),
                clock.instant());
    }

    private void postponeUntilRipe(Collection<Unsettled> unripe) {
        unripe.stream()
                .map(unsettled -> Duration.between(
                        unsettled.takenAt(), unsettled.left().until().plus(settings.settling())))
                .reduce((one, other) -> one.compareTo(other) > 0 ? one : other)
                .ifPresent(wait -> postpone(unripe.stream().map(Unsettled::id).collect(Collectors.toSet()), wait));
    }

    private void postpone(Set<MessageId> ids, Duration wait) {
        if (!ids.isEmpty()) {
            queue.postpone(ids, wait);
        }
    }

    /** One failure is told once, until the next answer. */
    private void tellOnce(Answer answer) {
        boolean failed = answer instanceof Answer.Unavailable;
        if (failed && !unavailable) {
            var reason = ((Answer.Unavailable) answer).reason();
            LOG.log(Level.WARNING, "Plivo''s list of messages cannot be read: {0}", reason);
        } else if (!failed && unavailable) {
            LOG.log(Level.INFO, "Plivo's list of messages can be read again");
        }
        unavailable = failed;
    }
}
