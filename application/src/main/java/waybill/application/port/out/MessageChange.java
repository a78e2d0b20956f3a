package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waybill.domain.Evidence.Listed;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Fingerprint;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;
import waybill.domain.Verdict;

/**
 * What is to be written of one message: new evidence, what it made of the message, and the events of it.
 *
 * @param before as it was read; the change is written only where its revision still holds
 * @param reports new in the ledger, in order, after the attempts
 * @param attempts outcomes of submissions, new in the ledger
 * @param listings what listings did not tell of it, new in the ledger
 * @param events changes of status, in order
 * @param orphans reports that were kept without the message until now, new in its ledger or in it already: they cease to
 *     be orphans, and their receipts count with the message's
 */
public record MessageChange(
        Stored before,
        Message after,
        List<JudgedReport> reports,
        List<SubmissionEnded> attempts,
        List<Listed> listings,
        List<StatusEvent> events,
        Set<Fingerprint> orphans,
        Schedule schedule) {
    public MessageChange {
        requireNonNull(before, "before");
        requireNonNull(after, "after");
        reports = List.copyOf(reports);
        attempts = List.copyOf(attempts);
        listings = List.copyOf(listings);
        events = List.copyOf(events);
        orphans = Set.copyOf(orphans);
        requireNonNull(schedule, "schedule");
    }

    /** A change that no listing had a part in. */
    public MessageChange(
            Stored before,
            Message after,
            List<JudgedReport> reports,
            List<SubmissionEnded> attempts,
            List<StatusEvent> events,
            Set<Fingerprint> orphans,
            Schedule schedule) {
        this(before, after, reports, attempts, List.of(), events, orphans, schedule);
    }

    /** The attempt that is given up by this and may have happened: from here on it is to be settled. */
    public Optional<Integer> unsettledAttempt() {
        return attempts.stream()
                .filter(ended -> ended.outcome() instanceof SubmissionOutcome.Unknown)
                .map(SubmissionEnded::attempt)
                .filter(before::holdsLease)
                .filter(_ -> !after.isPastSubmission())
                .findFirst();
    }

    /** The message as the store holds it once this is written. */
    public Stored stored() {
        return new Stored(
                after,
                before.revision() + 1,
                before.version() + events.size(),
                before.attempts(),
                schedule instanceof Schedule.Unchanged && before.leased(),
                switch (schedule) {
                    case Schedule.Unchanged() -> before.due();
                    case Schedule.DueAfter _ -> true;
                    case Schedule.Done() -> false;
                });
    }

    /** Every id of the provider's that this change speaks of, and those the message showed before and shows after. */
    public Set<ProviderId> providerIds() {
        var shown = Stream.of(before.message(), after).flatMap(message -> message.state().providerIdIfKnown().stream());
        var reported = reports.stream().flatMap(report -> report.received().claimedProviderId().stream());
        var submitted = attempts.stream().flatMap(attempt -> attempt.providerIdIfAccepted().stream());
        return Stream.of(shown, reported, submitted)
                .flatMap(Function.identity())
                .collect(Collectors.toSet());
    }

    /** The provider's ids by which the message is found once this is written, and was perhaps not before. */
    public Set<ProviderId> newProviderIds() {
        var found = after.furtherIds() > 0
                ? providerIds()
                : after.state().providerIdIfKnown().stream().collect(Collectors.toSet());
        return found.stream()
                .filter(id -> !before.message().state().providerIdIfKnown().equals(Optional.of(id)))
                .collect(Collectors.toSet());
    }

    /** A report and what was made of it; {@code receipts} counts repeats that came with it. */
    public record JudgedReport(ReceivedReport received, Verdict verdict, int receipts) {
        public JudgedReport {
            requireNonNull(received, "received");
            requireNonNull(verdict, "verdict");
        }
    }

    /** The message took this status. */
    public record StatusEvent(Status status, Instant at) {
        public StatusEvent {
            requireNonNull(status, "status");
            requireNonNull(at, "at");
        }
    }

    /** When the message is to be submitted next. */
    public sealed interface Schedule {
        /** As it is. */
        record Unchanged() implements Schedule {}

        /** Again, after a while from now by the store's clock; the lease ends. */
        record DueAfter(Duration delay) implements Schedule {
            public DueAfter {
                requireNonNull(delay, "delay");
            }
        }

        /** Not any more; the lease ends. */
        record Done() implements Schedule {}
    }
}
