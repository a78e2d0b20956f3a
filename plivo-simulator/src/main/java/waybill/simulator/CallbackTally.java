package waybill.simulator;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what became of one message's callbacks. */
final class CallbackTally {

    private final AtomicInteger generated = new AtomicInteger();
    private final AtomicInteger withheld = new AtomicInteger();
    private final AtomicInteger tried = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger givenUp = new AtomicInteger();

    void generatedOne() {
        generated.incrementAndGet();
    }

    void withheldOne() {
        withheld.incrementAndGet();
    }

    void triedOne() {
        tried.incrementAndGet();
    }

    void acknowledgedOne() {
        acknowledged.incrementAndGet();
    }

    void gaveUpOne() {
        givenUp.incrementAndGet();
    }

    CallbackCounts counts() {
        // Ends before beginnings, so that a count taken in passing never shows more answers than callbacks.
        int ended = acknowledged.get();
        int lost = givenUp.get();
        int attempts = tried.get();
        return new CallbackCounts(generated.get(), withheld.get(), attempts, ended, lost);
    }
}
