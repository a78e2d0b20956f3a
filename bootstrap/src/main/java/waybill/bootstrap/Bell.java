package waybill.bootstrap;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import waybill.application.port.out.DispatchBell;

/** Wakes one waiter; many rings while nobody waits wake it once. */
final class Bell implements DispatchBell {
    private final Semaphore rung = new Semaphore(0);

    @Override
    public void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /** Waits for a ring, or until the time has passed. */
    void await(Duration longest) throws InterruptedException {
        if (rung.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            rung.drainPermits();
        }
    }
}
