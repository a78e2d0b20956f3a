package waybill.simulator;

import java.time.Duration;

/** How much faster than Plivo time passes here. */
record TimeScale(double factor) {

    private static final double NANOS_PER_SECOND = 1e9;

    Duration scaled(Duration real) {
        return Duration.ofNanos((long) (real.toMillis() / 1e3 / factor * NANOS_PER_SECOND));
    }
}
