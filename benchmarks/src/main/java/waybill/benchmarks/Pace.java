package waybill.benchmarks;

/** When a connection sends its next request. */
sealed interface Pace {
    /** As soon as the last one is answered. */
    record Closed() implements Pace {}

    /** At its time, whether or not earlier ones were answered in time: latency counts from then, so no wait is hidden. */
    record Open(int perSecond, int connections) implements Pace {
        private static final double NANOS = 1e9;

        /** Nanoseconds after the start at which the n-th request of a connection is due; connections take turns. */
        long due(int connection, long nth) {
            return (long) ((nth * connections + connection) * NANOS / perSecond);
        }
    }
}
