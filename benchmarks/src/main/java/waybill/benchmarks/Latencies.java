package waybill.benchmarks;

import java.util.Arrays;

/** Every latency of a run, kept as it is: exact percentiles cost less here than they would bias. */
final class Latencies {
    private long[] nanos = new long[4096];
    private int size;
    private boolean sorted = true;

    void add(long latencyNanos) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = latencyNanos;
        sorted = false;
    }

    void addAll(Latencies others) {
        for (int i = 0; i < others.size; i++) {
            add(others.nanos[i]);
        }
    }

    int size() {
        return size;
    }

    /** The least latency that this share of all does not exceed, in milliseconds; 0 when there is none. */
    double millis(double share) {
        if (size == 0) {
            return 0;
        }
        if (!sorted) {
            Arrays.sort(nanos, 0, size);
            sorted = true;
        }
        int rank = (int) Math.ceil(share * size);
        return nanos[Math.clamp(rank - 1L, 0, size - 1)] / 1e6;
    }
}
