package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import waybill.application.port.out.DispatchBell;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Stored;
import waybill.application.port.out.Telemetry;
import waybill.application.port.out.Telemetry.Settled;
import waybill.domain.Closing;
import waybill.domain.Conclusion;
import waybill.domain.DeliveryState;
import waybill.domain.Evidence;
import waybill.domain.Evidence.Listed;
import waybill.domain.Message;
import waybill.domain.MessageId;

/**
 * Keeps as evidence what listings did not find, and draws the conclusion: the message is submitted again, or closes, or
 * waits for another listing. Whatever becomes known of it in the meantime wins, since a write holds only for what was read.
 */
final class AbsenceRecorder {
    static final int MAX_ATTEMPTS = 5;

    private final Ledger ledger;
    private final InstantSource clock;
    private final DispatchBell bell;
    private final Telemetry telemetry;
    private final Duration gap;
    private final boolean resendWhenAbsent;

    /** @param gap how far apart two listings must have begun */
    AbsenceRecorder(
            Ledger ledger,
            InstantSource clock,
            DispatchBell bell,
            Telemetry telemetry,
            Duration gap,
            boolean resendWhenAbsent) {
        this.ledger = requireNonNull(ledger, "ledger");
        this.clock = requireNonNull(clock, "clock");
        this.bell = requireNonNull(bell, "bell");
        this.telemetry = requireNonNull(telemetry, "telemetry");
        this.gap = requireNonNull(gap, "gap");
        this.resendWhenAbsent = resendWhenAbsent;
    }

    /** Returns whether another listing is needed. */
    boolean record(MessageId id, Listed listed) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            var stored = find(id).filter(found -> isUnsettled(found, listed.attempt()));
            if (stored.isEmpty()) {
                return false;
            }
            // After the message: evidence that came in between changed its revision.
            var conclusion = Conclusion.of(history(id), listed, gap);
            var change = change(stored.get(), listed, conclusion);
            if (!ledger.append(List.of(change), List.of()).isEmpty()) {
                tell(change, conclusion);
                return conclusion == Conclusion.OPEN;
            }
        }
        throw new StoreUnavailable("message %s changed %d times under us".formatted(id, MAX_ATTEMPTS));
    }

    private static boolean isUnsettled(Stored stored, int attempt) {
        var message = stored.message();
        return message.state() instanceof DeliveryState.Unconfirmed
                && message.closedAt().isEmpty()
                && !stored.isScheduled()
                && stored.attempts() == attempt;
    }

    private MessageChange change(Stored stored, Listed listed, Conclusion conclusion) {
        var message = stored.message();
        return switch (conclusion) {
            case OPEN -> change(stored, listed, message, new Schedule.Unchanged());
            case ABSENT ->
                mayBeSubmittedAgain(message)
                        ? change(stored, listed, message, new Schedule.DueAfter(Duration.ZERO))
                        : closing(stored, listed);
            case UNDECIDED -> closing(stored, listed);
        };
    }

    private boolean mayBeSubmittedAgain(Message message) {
        return resendWhenAbsent && clock.instant().isBefore(message.expiresAt());
    }

    private MessageChange closing(Stored stored, Listed listed) {
        return change(stored, listed, stored.message().closedWithoutEnd(clock.instant()), new Schedule.Unchanged());
    }

    private static MessageChange change(Stored stored, Listed listed, Message after, Schedule schedule) {
        return new MessageChange(stored, after, List.of(), List.of(), List.of(listed), List.of(), Set.of(), schedule);
    }

    private void tell(MessageChange written, Conclusion conclusion) {
        written.after().closing().map(Closing::outcome).ifPresent(telemetry::messageClosed);
        switch (conclusion) {
            case OPEN -> {
                // Nothing is settled yet.
            }
            case UNDECIDED -> telemetry.settled(Settled.UNDECIDED);
            case ABSENT -> {
                boolean isDue = written.schedule() instanceof Schedule.DueAfter;
                telemetry.settled(isDue ? Settled.RESENT : Settled.ABSENT);
                bell.ring();
            }
        }
    }

    private Optional<Stored> find(MessageId id) {
        return Optional.ofNullable(ledger.find(Set.of(id)).get(id));
    }

    private List<Evidence> history(MessageId id) {
        return ledger.histories(Set.of(id)).getOrDefault(id, List.of());
    }
}
