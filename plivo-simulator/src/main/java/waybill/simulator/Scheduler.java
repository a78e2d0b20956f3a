package waybill.simulator;

import java.time.Duration;

/** Has something done later. */
@FunctionalInterface
interface Scheduler {

    /** @param real as long as Plivo would take */
    void after(Duration real, Runnable task);
}
