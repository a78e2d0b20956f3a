package waybill.adapter.http;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A connection and how long it may still go on with what it is doing. */
final class WatchedConnection {
    /** What a connection is doing. */
    enum Phase {
        /** Waiting for the next request. */
        IDLE,
        /** A request is coming in. */
        RECEIVING,
        /** A request is there whole, and what it asks for is being done. */
        ACTING,
        /** The answer is being said. */
        ANSWERING,
        /** It is over; what is left is said and then it is cut. */
        ENDING
    }

    private static final long NO_DEADLINE = Long.MIN_VALUE;

    /** Within which lateness begins to be told; where no thread can be had for that, the connection is cut. */
    private static final Duration WORD_OF_LATENESS = Duration.ofSeconds(5);

    private final Socket socket;
    private final Consumer<Phase> onLate;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);
    private volatile long deadlineNanos = NO_DEADLINE;

    /** @param onLate what is done, on a thread of its own, when receiving or acting takes too long */
    WatchedConnection(Socket socket, Consumer<Phase> onLate) {
        this.socket = socket;
        this.onLate = onLate;
    }

    /** Goes from one phase to the next, unless it was cut meanwhile. */
    boolean enter(Phase from, Phase to) {
        return phase.compareAndSet(from, to);
    }

    void end(Duration within) {
        phase.set(Phase.ENDING);
        mayTake(within);
    }

    void mayTake(Duration duration) {
        // The one value that stands for no deadline is not one the clock shows in a process's lifetime.
        deadlineNanos = System.nanoTime() + duration.toNanos();
    }

    void mayTakeAnyTime() {
        deadlineNanos = NO_DEADLINE;
    }

    /**
     * Ends what is late. The phase is read before its deadline, and left only from there: a connection that went on
     * meanwhile is looked at again at the next tick, and no deadline counts for the phase after its own.
     */
    void cutIfLate(long nowNanos) {
        var seen = phase.get();
        long deadline = deadlineNanos;
        if (deadline == NO_DEADLINE || nowNanos - deadline < 0) {
            return;
        }
        if (seen == Phase.ENDING) {
            cut();
        } else if (enter(seen, Phase.ENDING)) {
            end(seen);
        }
    }

    private void end(Phase late) {
        if (late == Phase.RECEIVING || late == Phase.ACTING) {
            mayTake(WORD_OF_LATENESS);
            Thread.ofVirtual().name("waybill-late").start(() -> onLate.accept(late));
        } else {
            cut();
        }
    }

    /** Ends a connection that waits for its next request; one that has begun is left alone. */
    void cutIfIdle() {
        if (enter(Phase.IDLE, Phase.ENDING)) {
            cut();
        }
    }

    /** Tells the other side that nothing more will be said, and lets it speak on for so long. */
    void endOutput(Duration within) {
        end(within);
        try {
            socket.shutdownOutput();
        } catch (IOException _) {
            cut();
        }
    }

    void cut() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed already, or as good as.
        }
    }
}
