package waybill.bootstrap;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import waybill.application.port.in.MatchOrphans;

/** Matches orphans at the start and then from time to time, until it is closed. */
final class OrphanSweep implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(OrphanSweep.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MatchOrphans matching;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("orphans").factory());

    private OrphanSweep(MatchOrphans matching) {
        this.matching = requireNonNull(matching, "matching");
    }

    static OrphanSweep start(MatchOrphans matching) {
        return start(matching, INTERVAL);
    }

    static OrphanSweep start(MatchOrphans matching, Duration interval) {
        var sweep = new OrphanSweep(matching);
        var _ = sweep.timer.scheduleWithFixedDelay(sweep::matchOnce, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return sweep;
    }

    /** What fails once, in whatever way, is tried again at the next turn. */
    private void matchOnce() {
        try {
            int moved = matching.match();
            if (moved > 0) {
                LOG.log(Level.INFO, "{0} orphaned reports were matched by the sweep", moved);
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "orphaned reports could not be matched", e);
        }
    }

    /** Not interrupted at once: that would break a statement that commits. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException _) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
