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
 * outcomes in a row, whatever did not happen in between, sending stops until the provider answers a harmless question,
 * and then goes on one message at a time until one succeeds. Each trial that ends unknown doubles the time until the next:
 * who answers questions may still take no messages. Refused credentials pause sending; it goes on in the same way.
 * Thread-safe.
 */
final class SendingBrake {
    static final int MAX_UNKNOWN_IN_A_ROW = 5;
    static final Duration PROBE_INTERVAL = Duration.ofSeconds(5);
    static final Duration LONGEST_BETWEEN_TRIALS = Duration.ofMinutes(1);

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

        /**
         * What came of messages is not told; questions may be answered.
         *
         * @param standstill how long sending stands, at least
         */
        record Stopped(long nextProbe, Duration standstill) implements State {}

        /**
         * It answers again, or may take our credentials again, but has not yet taken a message.
         *
         * @param next how long sending stands, at least, when the trial ends unknown
         */
        record Trial(Duration next) implements State {}
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
            return switch (state()) {
                case State.Free _ -> free;
                case State.Paused _ -> 0;
                case State.Stopped _ -> 0;
                case State.Trial _ -> underWay == 0 ? Math.min(1, free) : 0;
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
            case SubmissionOutcome.NotAccepted _ -> state;
        };
    }

    /** Why sending is held back; empty when it is not. */
    synchronized Optional<String> problem() {
        return switch (state()) {
            case State.Free _ -> Optional.empty();
            case State.Paused _ -> Optional.of("Plivo refuses our credentials: dispatch pauses");
            case State.Stopped _ -> Optional.of("Plivo does not tell what becomes of messages: dispatch waits");
            case State.Trial _ -> Optional.of("Plivo has not taken a message since: dispatch tries one at a time");
        };
    }

    /** As it is now: a pause ends by itself. Called with the lock held. */
    private State state() {
        if (state instanceof State.Paused(var until) && nanoTime.getAsLong() - until >= 0) {
            state = new State.Trial(PROBE_INTERVAL);
        }
        return state;
    }

    /** Asked outside the lock, since the answer may take its time; only the dispatcher's one thread asks. */
    private void askIfDue() {
        synchronized (this) {
            if (!(state instanceof State.Stopped(var nextProbe, var _)) || nanoTime.getAsLong() - nextProbe < 0) {
                return;
            }
        }
        boolean answers = probe.answers();
        synchronized (this) {
            if (state instanceof State.Stopped(var _, var standstill)) {
                state = answers
                        ? new State.Trial(longerThan(standstill))
                        : new State.Stopped(in(PROBE_INTERVAL), standstill);
            }
        }
    }

    private State afterUnknown() {
        return switch (state()) {
            case State.Free(var before) when before + 1 < MAX_UNKNOWN_IN_A_ROW -> new State.Free(before + 1);
            case State.Free _ -> stopped(PROBE_INTERVAL);
            case State.Trial(var next) -> stopped(next);
            case State.Paused paused -> paused;
            case State.Stopped stopped -> stopped;
        };
    }

    private static Duration longerThan(Duration standstill) {
        var doubled = standstill.plus(standstill);
        return doubled.compareTo(LONGEST_BETWEEN_TRIALS) < 0 ? doubled : LONGEST_BETWEEN_TRIALS;
    }

    private State stopped(Duration standstill) {
        LOG.log(
                Level.ERROR,
                "Plivo does not tell what becomes of messages: dispatch waits for {0} s, and then until it answers",
                standstill.toSeconds());
        return new State.Stopped(in(standstill), standstill);
    }

    private State paused() {
        LOG.log(
                Level.ERROR,
                "Plivo refuses our credentials: dispatch pauses for {0} s; check PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN",
                pauseWhenUnauthorized.toSeconds());
        return new State.Paused(in(pauseWhenUnauthorized));
    }

    private long in(Duration wait) {
        return nanoTime.getAsLong() + wait.toNanos();
    }
}
