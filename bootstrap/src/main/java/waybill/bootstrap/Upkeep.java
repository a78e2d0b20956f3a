package waybill.bootstrap;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What is to be done every now and then so that the house stays in order, one after the other, until it is closed. */
final class Upkeep implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

    /** Not at once: a start has more urgent things to do. */
    private static final Duration FIRST = Duration.ofMinutes(1);

    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Chore> chores;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("upkeep").factory());

    /** Something that is done again and again. */
    @FunctionalInterface
    interface Chore {
        void run() throws InterruptedException;
    }

    private Upkeep(List<Chore> chores) {
        this.chores = List.copyOf(requireNonNull(chores, "chores"));
    }

    static Upkeep start(List<Chore> chores) {
        return start(chores, FIRST, INTERVAL);
    }

    static Upkeep start(List<Chore> chores, Duration first, Duration interval) {
        var upkeep = new Upkeep(chores);
        var _ = upkeep.timer.scheduleWithFixedDelay(
                upkeep::runAll, first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return upkeep;
    }

    /** What fails, in whatever way, is tried again at the next turn, and does not keep the others from being done. */
    private void runAll() {
        for (var chore : chores) {
            try {
                chore.run();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                LOG.log(Level.WARNING, "upkeep is to be tried again: {0}", Causes.of(e));
            }
        }
    }

    /** Interrupts what pauses between two steps; a step under way may end. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            var _ = timer.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
