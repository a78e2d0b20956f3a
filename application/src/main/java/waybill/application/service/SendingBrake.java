package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import waybill.application.port.out.GatewayProbe;
import waybill.domain.SubmissionOutcome;

/**
 * Holds sending back while it would do harm. An outage must not turn the whole queue unconfirmed: after some unknown
 * outcomes in a row sending stops until the provider answers a harmless question, and then goes on one message at a
 * time until one succeeds. Refused credentials pause it. Thread-safe.
 */
final class SendingBrake {
    static final int MAX_UNKNOWN_IN_A_ROW = 5;
    static final Duration PROBE_INTERVAL = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger(SendingBrake.class.getName());

    private final GatewayProbe probe;
    private final LongSupplier nanoTime;
    private final Duration pauseWhenUnauthorized;
    private State state = new State.Free(0);

    SendingBrake(GatewayProbe probe, LongSupplier nanoTime, Duration pauseWhenUnauthorized) {
        this.probe = requireNonNull(probe, "probe");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
        this.pauseWhenUnauthorized = requireNonNull(pauseWhenUnauthorized, "pauseWhenUnauthorized");
    }

    private sealed interface State {
        record Free(int unknownInARow) implements State {}

        /** Our credentials were refused. */
        record Paused(long until) implements State {}

        /** The provider does not answer. */
        record Stopped(long nextProbe) implements State {}

        /** It answers again, but has not yet taken a message. */
        record Trial() implements State {}
    }

    /**
     * How many submissions may begin now.
     *
     * @param free for how many there is room
     * @param underWay how many are under way
     */
    int room(int free, int underWay) {
        askIfDue();
        synchronized (this) {
            return switch (state) {
                case State.Free _ -> free;
                case State.Paused(var until) -> nanoTime.getAsLong() - until < 0 ? 0 : free;
                case State.Stopped _ -> 0;
                case State.Trial() -> underWay == 0 ? Math.min(1, free) : 0;
            };
        }
    }

    /** Takes note of what came of a submission. */
    synchronized void ended(SubmissionOutcome outcome) {
        state = switch (outcome) {
            case SubmissionOutcome.Unauthorized _ -> paused();
            case SubmissionOutcome.Unknown _ -> afterUnknown();
            case SubmissionOutcome.Accepted _ -> new State.Free(0);
            case SubmissionOutcome.Refused _ -> new State.Free(0);
            case SubmissionOutcome.NotAccepted _ -> state instanceof State.Free ? new State.Free(0) : state;
        };
    }

    /** Why sending is held back; empty when it is not. */
    synchronized Optional<String> problem() {
        return switch (state) {
            case State.Free _ -> Optional.empty();
            case State.Paused(var until) ->
                nanoTime.getAsLong() - until < 0
                        ? Optional.of("Plivo refuses our credentials: dispatch pauses")
                        : Optional.empty();
            case State.Stopped _ -> Optional.of("Plivo does not answer: dispatch waits until it does");
            case State.Trial() -> Optional.of("Plivo answers again: dispatch tries one message at a time");
        };
    }

    /** Asked outside the lock, since the answer may take its time; only the dispatcher's one thread asks. */
    private void askIfDue() {
        synchronized (this) {
            if (!(state instanceof State.Stopped(var nextProbe)) || nanoTime.getAsLong() - nextProbe < 0) {
                return;
            }
        }
        boolean answers = probe.answers();
        synchronized (this) {
            if (state instanceof State.Stopped) {
                state = answers
                        ? new State.Trial()
                        : new State.Stopped(nanoTime.getAsLong() + PROBE_INTERVAL.toNanos());
            }
        }
    }

    private State afterUnknown() {
        return switch (state) {
            case State.Free(var before) when before + 1 < MAX_UNKNOWN_IN_A_ROW -> new State.Free(before + 1);
            case State.Free _ -> stopped();
            case State.Trial() -> stopped();
            case State.Paused paused -> paused;
            case State.Stopped stopped -> stopped;
        };
    }

    private State stopped() {
        LOG.log(Level.ERROR, "Plivo does not answer: dispatch waits until it does");
        return new State.Stopped(nanoTime.getAsLong());
    }

    private State paused() {
        LOG.log(
                Level.ERROR,
                "Plivo refuses our credentials: dispatch pauses for {0} s; check PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN",
                pauseWhenUnauthorized.toSeconds());
        return new State.Paused(nanoTime.getAsLong() + pauseWhenUnauthorized.toNanos());
    }
}
