package waybill.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** The full loop, once. */
record LoopRun(Options options, Product product, PrintStream out) {
    void run() throws InterruptedException {
        try (var stage = Stage.open()) {
            run(stage);
        }
    }

    void run(Stage stage) throws InterruptedException {
        var result = new FullLoop(product, stage).run(options.messages());
        out.printf(
                Locale.ROOT,
                "full loop: %,d messages accepted at %,.0f/s, delivered with three reports each at %,.0f/s%n",
                result.messages(),
                result.acceptedPerSecond(),
                result.deliveredPerSecond());
    }
}
