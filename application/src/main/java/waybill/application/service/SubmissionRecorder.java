package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
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
import waybill.domain.Evidence;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.RetryPolicy;
import waybill.domain.SubmissionOutcome;

/** Writes what came of submissions: as evidence always, into the schedule only for whoever holds the lease. */
public final class SubmissionRecorder {
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

    /** Adds the outcome of an attempt to the evidence of a message. */
    void record(MessageId id, SubmissionEnded ended) {
        var written = change(
                id,
                stored -> {
                    var folding = fold(stored);
                    folding.attempt(ended);
                    return Optional.of(folding);
                },
                (stored, folding) -> scheduleAfter(ended, stored, folding.message()));
        if (written) {
            telemetry.submissionEnded(ended.outcome());
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
        if (written) {
            telemetry.submissionEnded(unknown);
        }
    }

    /** Ends a message whose deadline passed while it waited, unless it was taken for submission since. */
    void expire(Message overdue) {
        var written = change(
                overdue.id(),
                stored -> {
                    if (stored.leased() || !stored.message().awaitsSubmission()) {
                        return Optional.empty();
                    }
                    var folding = fold(stored);
                    folding.deadlinePassed(clock.instant());
                    return Optional.of(folding);
                },
                (_, _) -> new Schedule.Done());
        if (written) {
            telemetry.messageExpired();
        }
    }

    private boolean change(
            MessageId id, Function<Stored, Optional<Folding>> fold, BiFunction<Stored, Folding, Schedule> schedule) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            var stored = Optional.ofNullable(ledger.find(Set.of(id)).get(id));
            var folding = stored.flatMap(fold);
            if (folding.isEmpty()) {
                return false;
            }
            var change = folding.get().change(schedule.apply(stored.orElseThrow(), folding.get()));
            if (write(change, folding.get())) {
                return true;
            }
        }
        throw new StoreUnavailable("message %s changed %d times under us".formatted(id, MAX_ATTEMPTS));
    }

    private boolean write(MessageChange change, Folding folding) {
        boolean written = ledger.append(List.of(change), List.of())
                .contains(change.after().id());
        if (written && folding.foundFurtherId()) {
            telemetry.messageDoubled();
        }
        if (written) {
            matching.matchNow(change.newProviderIds());
        }
        return written;
    }

    private Schedule scheduleAfter(SubmissionEnded ended, Stored stored, Message after) {
        if (!stored.holdsLease(ended.attempt())) {
            return new Schedule.Unchanged();
        }
        if (!after.awaitsSubmission()) {
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
