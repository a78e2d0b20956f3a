package waybill.adapter.http;

import io.helidon.common.socket.HelidonSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** A connection and how long it may still go on with what it is doing. */
final class WatchedConnection {
    /** What a connection is doing. */
    enum Phase {
        /** Waiting for the next request. */
        IDLE,
        /** A request is coming in. */
        RECEIVING,
        /** A request is being answered. */
        ANSWERING,
        /** It is over; what is left is said and then it is cut. */
        ENDING
    }

    private static final long NO_DEADLINE = Long.MIN_VALUE;

    private final HelidonSocket socket;
    private final Runnable onLateRequest;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);
    private volatile long deadlineNanos = NO_DEADLINE;

    /** @param onLateRequest what is done, on a thread of its own, when a request does not arrive in time */
    WatchedConnection(HelidonSocket socket, Runnable onLateRequest) {
        this.socket = socket;
        this.onLateRequest = onLateRequest;
    }

    /** Goes from one phase to the next, unless it was cut meanwhile. */
    boolean enter(Phase from, Phase to) {
        return phase.compareAndSet(from, to);
    }

    void end(Duration within) {
        phase.set(Phase.ENDING);
        mayTake(within);
    }

    boolean isIn(Phase asked) {
        return phase.get() == asked;
    }

    void mayTake(Duration duration) {
        // The one value that stands for no deadline is not one the clock shows in a process's lifetime.
        deadlineNanos = System.nanoTime() + duration.toNanos();
    }

    void mayTakeAnyTime() {
        deadlineNanos = NO_DEADLINE;
    }

    void cutIfLate(long nowNanos) {
        long deadline = deadlineNanos;
        if (deadline == NO_DEADLINE || nowNanos - deadline < 0) {
            return;
        }
        if (enter(Phase.RECEIVING, Phase.ENDING)) {
            mayTakeAnyTime();
            Thread.ofVirtual().name("waybill-late-request").start(onLateRequest);
        } else {
            cut();
        }
    }

    void cut() {
        try {
            socket.close();
        } catch (RuntimeException _) {
            // It is closed already, or as good as.
        }
    }
}
