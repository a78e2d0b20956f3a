package waybill.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** What became of all requests of a run so far, those that only warmed up among them. */
final class Tally {
    private int verified;
    private int failed;

    /** Callbacks that were acknowledged and found in the database, folded right. */
    void addVerified(int callbacks) {
        verified += callbacks;
    }

    /** Requests of any kind that were refused, not answered, or never sent though it was their time. */
    void addFailed(int requests) {
        failed += requests;
    }

    /** Tells both; whether nothing failed. */
    boolean judge(PrintStream out) {
        out.printf(
                Locale.ROOT, "%,d acknowledged callbacks found, folded right; %,d requests failed%n", verified, failed);
        return failed == 0;
    }
}
