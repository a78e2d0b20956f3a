package waybill.bootstrap;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs what is started until SIGTERM or Ctrl-C, and closes in order what it opened, however far the start had come. */
final class UntilStopped {
    private static final System.Logger LOG = System.getLogger(UntilStopped.class.getName());

    /** For a start to come to its next step, which it does not take any more: PostgreSQL may be recovering. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Closing closing = new Closing();
    private final CountDownLatch startEnded = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("stop").unstarted(this::stop);

    private UntilStopped() {}

    /** @param start adds what it opens, each when it is open; what it fails with is thrown when all of that is closed */
    static void run(Consumer<Closing> start) {
        new UntilStopped().startAndWait(start);
    }

    private void startAndWait(Consumer<Closing> start) {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            start.accept(closing);
        } catch (RuntimeException | Error e) {
            close(e);
            if (isNotStopping()) {
                throw e;
            }
        } finally {
            startEnded.countDown();
        }
        try {
            stopped.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** With the hook still there: a stop meanwhile waits for it. */
    private void close(Throwable cause) {
        try {
            closing.close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** From here on a stop has nothing to do. */
    private boolean isNotStopping() {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            return false;
        }
    }

    private void stop() {
        LOG.log(Level.INFO, "stopping");
        try {
            closing.close();
            if (!startEnded.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "the start does not end, and is cut off");
            }
            LOG.log(Level.INFO, "stopped");
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "not everything stopped in order", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        stopped.countDown();
    }
}
