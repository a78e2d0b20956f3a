package waybill.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what is to be done later until a test wants it done. */
final class FakeScheduler implements Scheduler {

    private final Queue<Scheduled> scheduled = new ConcurrentLinkedQueue<>();

    private record Scheduled(Duration delay, Runnable task) {}

    @Override
    public void after(Duration real, Runnable task) {
        scheduled.add(new Scheduled(real, task));
    }

    /** Of what is still to be done, in the order in which it came. */
    List<Duration> delays() {
        return scheduled.stream().map(Scheduled::delay).toList();
    }

    /** Does what came first. */
    void runNext() {
        scheduled.remove().task().run();
    }
}
