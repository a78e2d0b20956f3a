package waybill.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Moves one accepted message to its end and has every step reported. */
final class Timeline {

    private static final Duration SENT_AFTER = Duration.ofMillis(200);
    private static final Duration REPORTED_AFTER = Duration.ofSeconds(1);

    private final Scheduler timers;
    private final InstantSource clock;

    Timeline(Scheduler timers, InstantSource clock) {
        this.timers = timers;
        this.clock = clock;
    }

    void begin(SimulatedMessage message, Reports reports) {
        reports.report(message.progress(), false);
        switch (message.script().outcome()) {
            case Outcome.Failed(var code) ->
                timers.after(SENT_AFTER, () -> step(message, reports, new Progress.Failed(code), true));
            case Outcome.StaysSent _ ->
                timers.after(SENT_AFTER, () -> step(message, reports, new Progress.Sent(now()), true));
            case Outcome.Delivered _, Outcome.Undelivered _ -> {
                timers.after(SENT_AFTER, () -> step(message, reports, new Progress.Sent(now()), false));
                timers.after(REPORTED_AFTER, () -> step(message, reports, reported(message), true));
            }
        }
    }

    /** Who hears of a step; {@code last} when no other follows. */
    @FunctionalInterface
    interface Reports {
        void report(Progress progress, boolean last);
    }

    private Progress reported(SimulatedMessage message) {
        var now = now();
        // Two timers on one thread: sent came first.
        var sentAt = message.progress() instanceof Progress.Carried carried ? carried.sentAt() : now;
        return message.script().outcome() instanceof Outcome.Undelivered(var code)
                ? new Progress.Undelivered(sentAt, now, code)
                : new Progress.Delivered(sentAt, now);
    }

    private static void step(SimulatedMessage message, Reports reports, Progress progress, boolean last) {
        message.advance(progress, () -> reports.report(progress, last));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
