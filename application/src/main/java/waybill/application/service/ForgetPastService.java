package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import waybill.application.port.in.ForgetPast;
import waybill.application.port.out.PastMessages;
import waybill.application.port.out.Pause;
import waybill.application.port.out.Telemetry;

/**
 * Removes single rows before whole months: a record of a request that outlived its message would stand in the way of a
 * new request with its key.
 */
public final class ForgetPastService implements ForgetPast {
    static final int BATCH = 500;
    static final Duration BREATH = Duration.ofMillis(50);

    private final PastMessages past;
    private final PastBound bound;
    private final Pause pause;
    private final Telemetry telemetry;

    /** @param age how old what is removed is at least */
    public ForgetPastService(PastMessages past, Duration age, InstantSource clock, Pause pause, Telemetry telemetry) {
        this.past = requireNonNull(past, "past");
        this.bound = new PastBound(past, age, clock);
        this.pause = requireNonNull(pause, "pause");
        this.telemetry = requireNonNull(telemetry, "telemetry");
    }

    @Override
    public Forgotten forget() throws InterruptedException {
        var before = bound.before();
        var forgotten = Forgotten.NOTHING;
        int rows;
        do {
            rows = past.removeRows(before, BATCH);
            forgotten = forgotten.plus(counted(new Forgotten(0, rows)));
            pause.pause(BREATH);
        } while (rows >= BATCH);
        return forgotten.plus(counted(new Forgotten(past.dropMonths(before), 0)));
    }

    private Forgotten counted(Forgotten forgotten) {
        telemetry.forgotten(forgotten.months(), forgotten.rows());
        return forgotten;
    }
}
