package waybill.benchmarks;

/**
 * What a run of requests or commits came to.
 *
 * @param cpu what it cost the machine, by process
 */
record Measured(int done, int failed, double seconds, Latencies latencies, Cpu cpu) {
    double perSecond() {
        return done / seconds;
    }

    /** Microseconds of CPU for each that was done. */
    double micros(long cpuNanos) {
        return done == 0 ? 0 : cpuNanos / 1e3 / done;
    }

    Measured with(Cpu other) {
        return new Measured(done, failed, seconds, latencies, other);
    }
}
