package waybill.simulator;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs short tasks later, on one thread and so in the order of their times; a task must not block. */
final class Timers implements AutoCloseable {

    private final ScheduledThreadPoolExecutor executor;
    private final TimeScale scale;

    Timers(TimeScale scale) {
        this.scale = scale;
        this.executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("plivo-simulator-timers").factory());
    }

    /** @param real as long as Plivo would take */
    void after(Duration real, Runnable task) {
        try {
            var _ = executor.schedule(task, scale.scaled(real).toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            if (!executor.isShutdown()) {
                throw e;
            }
            // Closed: nothing happens later any more.
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
