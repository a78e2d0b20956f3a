package waybill.benchmarks;

import java.util.Arrays;

/** Each connection takes a message and sends its reports one after the other, then takes the next. */
final class ReportStream implements Requests {
    private static final int STEPS = Step.values().length;

    private final byte[][] requests;
    private final byte[] acknowledged;
    private final int[] current;
    private int taken;

    ReportStream(Corpus corpus, byte[][] requests, int connections) {
        this.requests = requests;
        this.acknowledged = new byte[corpus.size()];
        this.current = new int[connections];
        Arrays.fill(current, NONE);
    }

    @Override
    public int next(int connection) {
        int last = current[connection];
        if (last != NONE && (last + 1) % STEPS != 0) {
            current[connection] = last + 1;
        } else {
            current[connection] = taken < acknowledged.length ? taken++ * STEPS : NONE;
        }
        return current[connection];
    }

    @Override
    public byte[] bytes(int request) {
        return requests[request];
    }

    @Override
    public boolean answered(int request, int status) {
        if (status != 204 && status != 200) {
            return false;
        }
        acknowledged[request / STEPS] |= (byte) (1 << request % STEPS);
        return true;
    }

    /** For each message the bits of the {@link Step}s that were acknowledged. */
    byte[] acknowledged() {
        return acknowledged.clone();
    }
}
