package waybill.bootstrap;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.time.Duration;
import waybill.application.port.in.DispatchDueMessages;
import waybill.application.port.out.StoreUnavailable;

/** Dispatches whenever there may be something due, until it is closed. */
final class DispatchLoop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DispatchLoop.class.getName());

    private final DispatchDueMessages dispatch;
    private final Bell bell;
    private final Duration pollInterval;
    private final Thread thread;
    private volatile boolean failing;
    private volatile boolean stopping;

    private DispatchLoop(DispatchDueMessages dispatch, Bell bell, Duration pollInterval) {
        this.dispatch = requireNonNull(dispatch, "dispatch");
        this.bell = requireNonNull(bell, "bell");
        this.pollInterval = requireNonNull(pollInterval, "pollInterval");
        this.thread = Thread.ofVirtual().name("dispatch").unstarted(this::run);
    }

    static DispatchLoop start(DispatchDueMessages dispatch, Bell bell, Duration pollInterval) {
        var loop = new DispatchLoop(dispatch, bell, pollInterval);
        loop.thread.start();
        return loop;
    }

    private void run() {
        try {
            while (!stopping) {
                if (dispatchOnce() == 0) {
                    bell.await(pollInterval);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** One failure is told once, until the next success. */
    private int dispatchOnce() {
        try {
            int taken = dispatch.dispatch();
            if (failing) {
                failing = false;
                LOG.log(Level.INFO, "dispatch goes on");
            }
            return taken;
        } catch (StoreUnavailable e) {
            if (!failing) {
                failing = true;
                LOG.log(Level.WARNING, "dispatch waits for the database: {0}", e.getMessage());
            }
        } catch (RuntimeException | Error e) {
            // Whatever it was: the loop goes on.
            LOG.log(Level.ERROR, "dispatch failed in an unforeseen way", e);
        }
        return 0;
    }

    /** Takes nothing more; what was taken goes on. Not interrupted: that would break a statement that commits. */
    @Override
    public void close() {
        stopping = true;
        bell.ring();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
