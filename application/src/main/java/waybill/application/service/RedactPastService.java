package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import waybill.application.port.in.RedactPast;
import waybill.application.port.out.PastMessages;
import waybill.application.port.out.Pause;
import waybill.application.port.out.Telemetry;
import waybill.domain.MessageId;

/** Redacts step by step, and lets others have the database in between. */
public final class RedactPastService implements RedactPast {
    static final int WINDOW = 500;
    static final Duration BREATH = Duration.ofMillis(50);

    private final PastMessages past;
    private final PastBound bound;
    private final Pause pause;
    private final Telemetry telemetry;

    /** @param age how old what is redacted is at least */
    public RedactPastService(PastMessages past, Duration age, InstantSource clock, Pause pause, Telemetry telemetry) {
        this.past = requireNonNull(past, "past");
        this.bound = new PastBound(past, age, clock);
        this.pause = requireNonNull(pause, "pause");
        this.telemetry = requireNonNull(telemetry, "telemetry");
    }

    @Override
    public int redact() throws InterruptedException {
        var before = bound.before();
        int redacted = 0;
        var after = Optional.<MessageId>empty();
        do {
            var step = past.redact(after, before, WINDOW);
            redacted += counted(step.redacted());
            after = step.last();
            pause.pause(BREATH);
        } while (after.isPresent());
        int orphans;
        do {
            orphans = past.redactOrphans(before, WINDOW);
            redacted += counted(orphans);
            pause.pause(BREATH);
        } while (orphans == WINDOW);
        return redacted;
    }

    private int counted(int redacted) {
        telemetry.redacted(redacted);
        return redacted;
    }
}
