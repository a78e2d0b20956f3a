package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Stored;
import waybill.application.port.out.Telemetry;
import waybill.domain.Closing;
import waybill.domain.Evidence;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;
import waybill.domain.RetryPolicy;
import waybill.domain.SubmissionOutcome;

/** Writes what came of submissions: as evidence always, into the schedule only for whoever holds the lease. */
public final class SubmissionRecorder implements RecordSubmission {
    static final int MAX_ATTEMPTS = 20;

    private final Ledger ledger;
    private final InstantSource clock;
    private final RetryPolicy retries;
    private final DoubleSupplier random;
    private final MatchOrphansService matching;
    private final Telemetry telemetry;

    /** @param random draws at least 0 and below 1 */
    public SubmissionRecorder(
            Ledger ledger,
            InstantSource clock,
            RetryPolicy retries,
            DoubleSupplier random,
            MatchOrphansService matching,
            Telemetry telemetry) {
        this.ledger = requireNonNull(ledger, "ledger");
        this.clock = requireNonNull(clock, "clock");
        this.retries = requireNonNull(retries, "retries");
        this.random = requireNonNull(random, "random");
        this.matching = requireNonNull(matching, "matching");
        this.telemetry = requireNonNull(telemetry, "telemetry");
    }

    /** The outcome of an attempt to submit a message. */
    public record Ended(MessageId id, SubmissionEnded attempt) {
        public Ended {
            requireNonNull(id, "id");
            requireNonNull(attempt, "attempt");
        }
    }

    /** What became of an outcome. */
    public enum Recorded {
        /** It is evidence now, or its message is gone. */
        DONE,
        /** Its message changed under it too often: to be recorded again. */
        CONTENDED
    }

    @Override
    public void record(MessageId id, SubmissionEnded attempt) {
        if (record(List.of(new Ended(id, attempt))).getFirst() == Recorded.CONTENDED) {
            throw contended(id);
        }
    }

    /** Adds outcomes of attempts to the evidence of their messages; returns what became of each, in order. */
    public List<Recorded> record(List<Ended> all) {
        var open = all;
        for (int attempt = 1; !open.isEmpty() && attempt <= MAX_ATTEMPTS; attempt++) {
            open = tryToRecord(open);
        }
        var contended = Set.copyOf(open);
        return all.stream()
                .map(ended -> contended.contains(ended) ? Recorded.CONTENDED : Recorded.DONE)
                .toList();
    }

    /** Returns those that are still to be recorded; of several of one message each has its own turn. */
    private List<Ended> tryToRecord(List<Ended> open) {
        var turns = new LinkedHashMap<MessageId, Ended>();
        open.forEach(ended -> turns.putIfAbsent(ended.id(), ended));
        var stored = ledger.recall(turns.keySet());
        var folded = turns.values().stream()
                .flatMap(ended ->
                        Optional.ofNullable(stored.get(ended.id())).map(before -> fold(before, ended)).stream())
                .toList();
        var written = folded.isEmpty() ? Set.<MessageId>of() : write(folded);
        return open.stream()
                .filter(ended -> stored.containsKey(ended.id()))
                .filter(ended -> !ended.equals(turns.get(ended.id())) || !written.contains(ended.id()))
                .toList();
    }

    /** An outcome and what it makes of its message. */
    private record Folded(Ended ended, Folding folding, MessageChange change) {}

    private Folded fold(Stored before, Ended ended) {
        var folding = fold(before);
        folding.attempt(ended.attempt());
        return new Folded(ended, folding, folding.change(scheduleAfter(ended.attempt(), before, folding.message())));
    }

    private Set<MessageId> write(List<Folded> all) {
        var written = ledger.append(all.stream().map(Folded::change).toList(), List.of());
        var newIds = new HashSet<ProviderId>();
        for (var folded : all) {
            if (written.contains(folded.ended().id())) {
                telemetry.submissionEnded(folded.ended().attempt().outcome());
                countIfDoubled(folded.folding());
                newIds.addAll(folded.change().newProviderIds());
            }
        }
        matching.matchNow(newIds);
        return written;
    }

    private void countIfDoubled(Folding folding) {
        if (folding.foundFurtherId()) {
            telemetry.messageDoubled();
        }
    }

    /** Gives an attempt up whose lease has run out, unless its outcome became known since. */
    void giveUp(Stored runOut) {
        int attempt = runOut.attempts();
        var unknown = new SubmissionOutcome.Unknown("the lease ran out before an outcome was known");
        var ended = new SubmissionEnded(attempt, unknown, clock.instant());
        var written = change(
                runOut.message().id(),
                stored -> {
                    if (!stored.holdsLease(attempt)) {
                        return Optional.empty();
                    }
                    var folding = fold(stored);
                    folding.attempt(ended);
                    return Optional.of(folding);
                },
                (_, _) -> new Schedule.Done());
        if (written.isPresent()) {
            telemetry.submissionEnded(unknown);
        }
    }

    /**
     * Ends a message whose deadline passed while it waited, unless it was taken for submission since. One that waited to
     * be submitted again is closed instead: an attempt of it was judged absent, but to say that it was never submitted
     * would be to say more than that.
     */
    void expire(Message overdue) {
        change(overdue.id(), this::overdue, (_, _) -> new Schedule.Done()).ifPresent(this::countOverdue);
    }

    private Optional<Folding> overdue(Stored stored) {
        boolean waits = stored.due() && !stored.message().isPastSubmission();
        return waits ? Optional.of(overdueFolding(stored)) : Optional.empty();
    }

    private Folding overdueFolding(Stored stored) {
        var folding = fold(stored);
        if (stored.message().awaitsSubmission()) {
            folding.deadlinePassed(clock.instant());
        } else {
            folding.closeWithoutEnd(clock.instant());
        }
        return folding;
    }

    private void countOverdue(Folding written) {
        var message = written.message();
        message.closing().map(Closing::outcome).ifPresentOrElse(telemetry::messageClosed, telemetry::messageExpired);
    }

    /** Returns what was written; empty when there was nothing to write. */
    private Optional<Folding> change(
            MessageId id, Function<Stored, Optional<Folding>> fold, BiFunction<Stored, Folding, Schedule> schedule) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            var stored = Optional.ofNullable(ledger.find(Set.of(id)).get(id));
            var folding = stored.flatMap(fold);
            if (folding.isEmpty()) {
                return folding;
            }
            var change = folding.get().change(schedule.apply(stored.orElseThrow(), folding.get()));
            if (write(change, folding.get())) {
                return folding;
            }
        }
        throw contended(id);
    }

    private static StoreUnavailable contended(MessageId id) {
        return new StoreUnavailable("message %s changed %d times under us".formatted(id, MAX_ATTEMPTS));
    }

    private boolean write(MessageChange change, Folding folding) {
        boolean written = ledger.append(List.of(change), List.of())
                .contains(change.after().id());
        if (written) {
            countIfDoubled(folding);
            matching.matchNow(change.newProviderIds());
        }
        return written;
    }

    private Schedule scheduleAfter(SubmissionEnded ended, Stored stored, Message after) {
        if (!stored.holdsLease(ended.attempt())) {
            // However late it is known: what is past submission is not due any more. Whose lease it is, is left to its
            // holder.
            return stored.due() && after.isPastSubmission() ? new Schedule.Done() : new Schedule.Unchanged();
        }
        if (after.isPastSubmission()) {
            return new Schedule.Done();
        }
        return switch (ended.outcome()) {
            case SubmissionOutcome.NotAccepted(var _, var retryAfter) ->
                new Schedule.DueAfter(longer(retries.delayAfter(ended.attempt(), random.getAsDouble()), retryAfter));
            case SubmissionOutcome.Unauthorized() -> new Schedule.DueAfter(Duration.ZERO);
            case SubmissionOutcome.Accepted _ -> new Schedule.Done();
            case SubmissionOutcome.Refused _ -> new Schedule.Done();
            case SubmissionOutcome.Unknown _ -> new Schedule.Done();
        };
    }

    private static Duration longer(Duration delay, Optional<Duration> asked) {
        return asked.filter(duration -> duration.compareTo(delay) > 0).orElse(delay);
    }

    private Folding fold(Stored stored) {
        var id = stored.message().id();
        return new Folding(stored, () -> history(id));
    }

    private List<Evidence> history(MessageId id) {
        return ledger.histories(Set.of(id)).getOrDefault(id, List.of());
    }
}
