package waybill.benchmarks;

import java.time.Duration;

/** Something that this machine does without Waybill, and that Waybill is held against. */
interface Anchor {
    String name();

    /** As a column of ratios to it is headed. */
    String shortName();

    /** Whether a goal may be judged by it: not where it only stands in for another. */
    boolean isJudge();

    Measured measure(int connections, Duration duration) throws InterruptedException;
}
