package waybill.application.simulation;

import java.time.Duration;
import java.util.List;
import waybill.application.port.out.Stored;
import waybill.application.port.out.SubmissionQueue;

/** A queue that does what another does, but for what a fault changes. */
class QueueAround implements SubmissionQueue {
    private final SubmissionQueue sound;

    QueueAround(SubmissionQueue sound) {
        this.sound = sound;
    }

    @Override
    public List<Stored> lease(int limit, Duration lease, SendingLimits limits) {
        return sound.lease(limit, lease, limits);
    }

    @Override
    public List<Stored> findRunOut(int limit) {
        return sound.findRunOut(limit);
    }

    @Override
    public List<Stored> findOverdue(int limit) {
        return sound.findOverdue(limit);
    }
}
