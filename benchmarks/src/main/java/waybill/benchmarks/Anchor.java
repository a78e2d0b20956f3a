package waybill.benchmarks;

import java.time.Duration;

/** Something that this machine does without Waybill, and that Waybill is held against. */
interface Anchor {
    String name();

    Measured measure(int connections, Duration duration) throws InterruptedException;
}
