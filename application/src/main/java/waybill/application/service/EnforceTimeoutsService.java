package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import waybill.application.port.in.EnforceTimeouts;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Stored;
import waybill.application.port.out.SubmissionQueue;
import waybill.application.port.out.Telemetry;
import waybill.domain.Closing;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.SubmissionOutcome;

/** Looks for what ran out of time, and ends each by itself. */
public final class EnforceTimeoutsService implements EnforceTimeouts {
    static final int MAX_ATTEMPTS = 20;
    private static final int BATCH = 100;

    private final SubmissionQueue queue;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Telemetry telemetry;

    public EnforceTimeoutsService(SubmissionQueue queue, Ledger ledger, InstantSource clock, Telemetry telemetry) {
        this.queue = requireNonNull(queue, "queue");
        this.ledger = requireNonNull(ledger, "ledger");
        this.clock = requireNonNull(clock, "clock");
        this.telemetry = requireNonNull(telemetry, "telemetry");
    }

    @Override
    public int enforce() {
        var turn = new Turn();
        queue.findRunOut(BATCH).forEach(stored -> turn.end(() -> giveUp(stored)));
        queue.findOverdue(BATCH).forEach(stored -> turn.end(() -> expire(stored.message())));
        return turn.ended();
    }

    /** One whose row somebody holds, or that fails otherwise, does not keep the others waiting for their end. */
    private static final class Turn {
        private final List<RuntimeException> failures = new ArrayList<>();
        private int ended;

        void end(BooleanSupplier one) {
            try {
                ended += one.getAsBoolean() ? 1 : 0;
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }

        int ended() {
            if (!failures.isEmpty()) {
                throw failures.getFirst();
            }
            return ended;
        }
    }

    /** Gives an attempt up whose lease has run out, unless its outcome became known since. */
    boolean giveUp(Stored runOut) {
        int attempt = runOut.attempts();
        var unknown = new SubmissionOutcome.Unknown("the lease ran out before an outcome was known");
        var ended = new SubmissionEnded(attempt, unknown, clock.instant());
        var written = end(runOut.message().id(), stored -> {
            if (!stored.holdsLease(attempt)) {
                return Optional.empty();
            }
            var folding = new Folding(stored, ledger);
            folding.attempt(ended);
            return Optional.of(folding);
        });
        written.ifPresent(_ -> telemetry.submissionEnded(unknown));
        return written.isPresent();
    }

    /**
     * Ends a message whose deadline passed while it waited, unless it was taken for submission since. One that waited to
     * be submitted again is closed instead: an attempt of it was judged absent, but to say that it was never submitted
     * would be to say more than that.
     */
    boolean expire(Message overdue) {
        var written = end(overdue.id(), this::overdue);
        written.ifPresent(this::countOverdue);
        return written.isPresent();
    }

    private Optional<Folding> overdue(Stored stored) {
        boolean waits = stored.due() && !stored.message().isPastSubmission();
        return waits ? Optional.of(overdueFolding(stored)) : Optional.empty();
    }

    private Folding overdueFolding(Stored stored) {
        var folding = new Folding(stored, ledger);
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
    private Optional<Folding> end(MessageId id, Function<Stored, Optional<Folding>> fold) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            var folding = Optional.ofNullable(ledger.find(Set.of(id)).get(id)).flatMap(fold);
            if (folding.isEmpty() || write(id, folding.get())) {
                return folding;
            }
        }
        throw new StoreUnavailable("message %s changed %d times under us".formatted(id, MAX_ATTEMPTS));
    }

    private boolean write(MessageId id, Folding folding) {
        return ledger.append(List.of(folding.change(new Schedule.Done())), List.of())
                .contains(id);
    }
}
