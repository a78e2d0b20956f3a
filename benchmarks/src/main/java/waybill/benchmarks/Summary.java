package waybill.benchmarks;

import java.io.PrintStream;
import java.util.Optional;

/** The last lines of a run. */
final class Summary {
    private Summary() {}

    static Optional<String> memory(Server server) {
        var peak = Peak.megabytes(server.process().pid());
        return peak.isPresent()
                ? Optional.of("resident memory of Waybill, at its highest: %d MB".formatted(peak.getAsLong()))
                : Optional.empty();
    }

    /** Tells the ratio last; whether it will do, and nothing failed. */
    static boolean judge(PrintStream out, Tally tally, Ratio ratio, double goal) {
        boolean whole = tally.judge(out);
        return ratio.judge(goal, out) && whole;
    }
}
