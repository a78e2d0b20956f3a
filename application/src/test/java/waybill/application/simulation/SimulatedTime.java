package waybill.application.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.PriorityQueue;
import waybill.application.port.out.Examples;

/** Time that passes only where the scheduler lets it, and what is to happen at some moment of it. */
final class SimulatedTime implements InstantSource {
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::number));
    private long nanos;
    private long timersSoFar;

    private record Timer(long at, long number, Runnable action) {}

    long nanoTime() {
        return nanos;
    }

    /** As precise as PostgreSQL keeps time. */
    @Override
    public Instant instant() {
        return Examples.NOW.plusNanos(nanos).truncatedTo(ChronoUnit.MICROS);
    }

    void pass(long more) {
        nanos += more;
    }

    void after(Duration delay, Runnable action) {
        timers.add(new Timer(nanos + delay.toNanos(), ++timersSoFar, action));
    }

    boolean isAnythingAhead() {
        return !timers.isEmpty();
    }

    /** Goes to the next moment at which something is to happen, and lets it. */
    void leap() {
        var timer = timers.remove();
        nanos = Math.max(nanos, timer.at());
        timer.action().run();
    }

    void forgetWhatIsAhead() {
        timers.clear();
    }
}
