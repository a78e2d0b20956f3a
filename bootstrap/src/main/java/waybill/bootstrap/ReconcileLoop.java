package waybill.bootstrap;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.time.Duration;
import waybill.application.port.in.ReconcileOpenMessages;
import waybill.application.port.out.StoreUnavailable;

/** Reconciles open messages every now and then, without a pause while there is more to do, until it is closed. */
final class ReconcileLoop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ReconcileLoop.class.getName());

    private final ReconcileOpenMessages reconcile;
    private final Bell stop = new Bell();
    private final Duration pause;
    private final Duration patience;
    private final Thread thread;
    private volatile boolean failing;
    private volatile boolean stopping;

    private ReconcileLoop(ReconcileOpenMessages reconcile, Duration pause, Duration patience) {
        this.reconcile = requireNonNull(reconcile, "reconcile");
        this.pause = requireNonNull(pause, "pause");
        this.patience = requireNonNull(patience, "patience");
        this.thread = Thread.ofVirtual().name("reconcile").unstarted(this::run);
    }

    /** @param patience how long closing waits for what is under way */
    static ReconcileLoop start(ReconcileOpenMessages reconcile, Duration pause, Duration patience) {
        var loop = new ReconcileLoop(reconcile, pause, patience);
        loop.thread.start();
        return loop;
    }

    private void run() {
        try {
            while (!stopping) {
                if (reconcileOnce() == 0) {
                    stop.await(pause);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** One failure is told once, until the next success. */
    private int reconcileOnce() {
        try {
            int taken = reconcile.reconcile();
            if (failing) {
                failing = false;
                LOG.log(Level.INFO, "reconciliation goes on");
            }
            return taken;
        } catch (StoreUnavailable e) {
            if (!failing && !stopping) {
                failing = true;
                LOG.log(Level.WARNING, "reconciliation waits for the database: {0}", e.getMessage());
            }
        } catch (RuntimeException e) {
            if (!stopping) {
                LOG.log(Level.ERROR, "reconciliation failed in an unforeseen way", e);
            }
        }
        return 0;
    }

    /** Takes nothing more. A look-up that does not end in time is cut off and only comes again later. */
    @Override
    public void close() {
        stopping = true;
        stop.ring();
        try {
            thread.join(patience);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
