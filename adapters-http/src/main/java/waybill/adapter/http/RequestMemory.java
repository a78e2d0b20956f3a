package waybill.adapter.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of the heap requests may hold together, over all connections, from their first byte until they are answered.
 * Thread-safe; all sizes are bytes.
 *
 * <p>Why what callers do stays below the heap: a quarter of it is granted here, to heads and bodies larger than usual, and
 * given back when the request is answered or its connection ends. Another quarter bounds how many connections there are,
 * at {@value #PER_CONNECTION} each for what is not counted: 8 KiB in which Helidon's socket reads, {@link
 * WireHead#USUAL_BYTES} of a head, {@link WireBody#FIRST_ALLOCATION} of a body, and a thread with its objects. The other
 * half is for the node itself and for answers.
 *
 * <p>Answers that nobody takes pile up beyond how many requests may be under way, since a request's place there is given
 * back before its answer is sent. But a connection says one answer at a time, of which it holds the body and the bytes on
 * the wire, and reads its next request only then. Whoever holds no key is answered with less than {@value
 * #MOST_OF_OPEN_ANSWER} bytes: less than a seventh of the heap over all connections. Only holders of a key are told more.
 */
final class RequestMemory {
    static final int PER_CONNECTION = 30 * 1024;
    static final int MOST_OF_OPEN_ANSWER = 8 * 1024;
    private static final int SHARES_OF_HEAP = 4;

    private final long granted;
    private final AtomicLong left;

    /** @param heap how large it may become */
    RequestMemory(long heap) {
        this.granted = heap / SHARES_OF_HEAP;
        this.left = new AtomicLong(granted);
    }

    /** How many connections the heap bears, at most so many. */
    int connections(int most) {
        return Math.clamp(granted / PER_CONNECTION, 1, most);
    }

    long left() {
        return left.get();
    }

    Share share() {
        return new Share();
    }

    /** What one connection holds. Used by its thread alone. */
    final class Share {
        private int held;

        private Share() {}

        /** @throws WireRefusal when all together would hold too much; nothing is taken then */
        void take(int bytes) throws WireRefusal {
            if (left.getAndUpdate(before -> before < bytes ? before : before - bytes) < bytes) {
                throw WireRefusal.overloaded();
            }
            held += bytes;
        }

        /** All of it. Costs nothing when there is nothing. */
        void giveBack() {
            if (held > 0) {
                left.addAndGet(held);
                held = 0;
            }
        }
    }
}
