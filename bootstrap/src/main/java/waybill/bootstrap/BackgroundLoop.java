package waybill.bootstrap;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.IntSupplier;
import waybill.application.port.out.StoreUnavailable;

/** Does a piece of work every now and then, without a pause while there is more of it, until it is closed. */
final class BackgroundLoop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(BackgroundLoop.class.getName());

    private static final Class<?> NOTHING = Void.class;

    private final String name;
    private final IntSupplier work;
    private final Bell bell;
    private final Duration pause;
    private final Duration patience;
    private final Thread thread;
    private Class<?> toldOf = NOTHING;
    private volatile boolean stopping;

    private BackgroundLoop(String name, IntSupplier work, Bell bell, Duration pause, Duration patience) {
        this.name = requireNonNull(name, "name");
        this.work = requireNonNull(work, "work");
        this.bell = requireNonNull(bell, "bell");
        this.pause = requireNonNull(pause, "pause");
        this.patience = requireNonNull(patience, "patience");
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    static BackgroundLoop start(String name, IntSupplier work, Duration pause, Duration patience) {
        return start(name, work, new Bell(), pause, patience);
    }

    /**
     * @param name what the log calls it
     * @param work returns how much it did; 0 when there is nothing to do now
     * @param bell ends a pause early; nobody else waits for it
     * @param patience how long closing waits for what is under way
     */
    static BackgroundLoop start(String name, IntSupplier work, Bell bell, Duration pause, Duration patience) {
        var loop = new BackgroundLoop(name, work, bell, pause, patience);
        loop.thread.start();
        return loop;
    }

    private void run() {
        try {
            while (!stopping) {
                if (workOnce() == 0) {
                    bell.await(pause);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** One failure is told once, until the next success or a failure of another kind. */
    private int workOnce() {
        try {
            int done = work.getAsInt();
            if (toldOf != NOTHING) {
                toldOf = NOTHING;
                LOG.log(Level.INFO, "{0} goes on", name);
            }
            return done;
        } catch (StoreUnavailable e) {
            if (isToBeTold(e)) {
                LOG.log(Level.WARNING, "{0} waits for the database: {1}", name, e.getMessage());
            }
        } catch (RuntimeException | Error e) {
            // Whatever it was: the loop goes on.
            if (isToBeTold(e)) {
                LOG.log(Level.ERROR, name + " failed in an unforeseen way", e);
            }
        }
        return 0;
    }

    private boolean isToBeTold(Throwable failure) {
        boolean isNew = !stopping && toldOf != failure.getClass();
        toldOf = failure.getClass();
        return isNew;
    }

    /**
     * Takes nothing more, and waits for a while for what is under way. Not interrupted: that would break a statement that
     * commits. What does not end in time is cut off as by a crash, and is done again later.
     */
    @Override
    public void close() {
        stopping = true;
        bell.ring();
        try {
            thread.join(patience);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
