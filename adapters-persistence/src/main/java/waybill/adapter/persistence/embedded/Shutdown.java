package waybill.adapter.persistence.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Stops a server in ever ruder ways. None loses what was committed; after the rude ones the next start recovers it. */
final class Shutdown implements Runnable {
    private static final System.Logger LOG = System.getLogger(Shutdown.class.getName());
    /** How long each way may take; a clean stop writes everything to disk, which a slow disk draws out. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String FAST = "INT";
    private static final String IMMEDIATE = "QUIT";

    private final Binaries binaries;
    private final long pid;
    private final BooleanSupplier alive;
    private final Duration patience;

    Shutdown(Binaries binaries, long pid, BooleanSupplier alive, Duration patience) {
        this.binaries = binaries;
        this.pid = pid;
        this.alive = alive;
        this.patience = patience;
    }

    @Override
    public void run() {
        if (endsBy(FAST)) {
            return;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "PostgreSQL did not stop within {0} s, stopping it at once",
                patience.toSeconds());
        if (endsBy(IMMEDIATE)) {
            return;
        }
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        Waiting.until(this::hasEnded, patience);
    }

    private boolean endsBy(String signal) {
        if (alive.getAsBoolean()) {
            send(signal);
        }
        return Waiting.until(this::hasEnded, patience);
    }

    private boolean hasEnded() {
        return !alive.getAsBoolean();
    }

    /** Java itself can only send the signal that lets PostgreSQL wait for its clients. */
    private void send(String signal) {
        try {
            var kill = binaries.program("pg_ctl", List.of("kill", signal, Long.toString(pid)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Waiting.untilExit(kill);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Could not signal PostgreSQL: {0}", e.getMessage());
        }
    }
}
