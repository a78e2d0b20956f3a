package waybill.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs short tasks later, on one thread and so in the order of their times, to the millisecond; a task must not block.
 * What is due within the same millisecond runs at its end, in the order in which it came: to wake a thread for each costs
 * more than most tasks do.
 */
final class Timers implements Scheduler, AutoCloseable {

    private static final long TICK_NANOS = Duration.ofMillis(1).toNanos();

    private final TimeScale scale;
    private final long start = System.nanoTime();
    private final Lock lock = new ReentrantLock();
    private final Condition sooner = lock.newCondition();
    private final NavigableMap<Long, List<Runnable>> byTick = new TreeMap<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("plivo-simulator-timers").unstarted(this::run);
    private volatile boolean closed;

    Timers(TimeScale scale) {
        this.scale = scale;
        thread.start();
    }

    /** Nothing happens later any more when this is closed. */
    @Override
    public void after(Duration real, Runnable task) {
        long tick = Math.ceilDiv(nanos() + scale.scaled(real).toNanos(), TICK_NANOS);
        lock.lock();
        try {
            boolean next = byTick.isEmpty() || tick < byTick.firstKey();
            byTick.computeIfAbsent(tick, _ -> new ArrayList<>()).add(task);
            if (next) {
                sooner.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (!closed) {
                for (var task : due()) {
                    run(task);
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void run(Runnable task) {
        try {
            if (!closed) {
                task.run();
            }
        } catch (RuntimeException | Error e) {
            // The others run all the same.
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    /** Waits for the next tick that has tasks. */
    private List<Runnable> due() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                if (byTick.isEmpty()) {
                    sooner.await();
                    continue;
                }
                long left = byTick.firstKey() * TICK_NANOS - nanos();
                if (left <= 0) {
                    return byTick.pollFirstEntry().getValue();
                }
                var _ = sooner.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private long nanos() {
        return System.nanoTime() - start;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
