package waybill.benchmarks;

import java.io.PrintStream;
import java.util.Locale;
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

    /** Tells the ratio last; whether it will do, and no callback was refused. */
    static boolean judge(PrintStream out, Waybill waybill, Rounds callbacks, Ratio ratio, double goal) {
        out.printf(
                Locale.ROOT,
                "%,d acknowledged callbacks found, folded right; %d not acknowledged%n",
                waybill.verified(),
                callbacks.failed());
        return ratio.judge(goal, out) && callbacks.failed() == 0;
    }
}
