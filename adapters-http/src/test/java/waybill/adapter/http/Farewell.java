package waybill.adapter.http;

import java.io.IOException;

/** For as long as the server still takes in what comes after its last answer. */
final class Farewell {
    private static final int MOST_TRIES = 10;

    private Farewell() {}

    @FunctionalInterface
    interface Attempt {
        void run() throws IOException;
    }

    /** Tries again what failed when it took longer than the farewell: that tells of a slow machine, not of the server. */
    static void within(Attempt attempt) throws IOException {
        for (int tries = 1; true; tries++) {
            long begin = System.nanoTime();
            try {
                attempt.run();
                return;
            } catch (IOException | AssertionError e) {
                if (tries == MOST_TRIES || System.nanoTime() - begin < RequestSource.FAREWELL.toNanos()) {
                    throw e;
                }
            }
        }
    }
}
