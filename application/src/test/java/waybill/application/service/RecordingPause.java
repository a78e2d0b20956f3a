package waybill.application.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import waybill.application.port.out.Pause;

/** Lets no time pass, and remembers how much should have. */
final class RecordingPause implements Pause {
    private final List<Duration> pauses = new ArrayList<>();
    private boolean interrupted;

    @Override
    public void pause(Duration duration) throws InterruptedException {
        pauses.add(duration);
        if (interrupted) {
            throw new InterruptedException("whoever waits shall stop");
        }
    }

    List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    /** From now on whoever pauses is told to stop. */
    void interrupt() {
        interrupted = true;
    }
}
