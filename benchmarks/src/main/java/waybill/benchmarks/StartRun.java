package waybill.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The first callback after a start, several times. */
record StartRun(Options options, Product product, PrintStream out) {
    private static final double GOAL_SECONDS = 1;

    boolean run() throws InterruptedException {
        try (var stage = Stage.onDisk()) {
            // Brings the schema up to date.
            Waybill.start(product, stage, stage.database()).close();
            return run(stage);
        }
    }

    /** In a database that is migrated. */
    boolean run(Stage stage) throws InterruptedException {
        var seconds = new ArrayList<Double>();
        for (int round = 0; round < options.rounds(); round++) {
            seconds.add(new FirstCallback(product, stage, stage.database()).measure());
        }
        double median = upperMedian(seconds);
        out.printf(
                Locale.ROOT,
                "first callback answered %.2f s after the start (%s; goal %.0f s)%n",
                median,
                seconds.stream().map(value -> Figures.number("%.2f", value)).collect(Collectors.joining(", ")),
                GOAL_SECONDS);
        return median <= GOAL_SECONDS;
    }

    /** Of an even number the slower one of the two in the middle. */
    static double upperMedian(List<Double> seconds) {
        return seconds.stream().sorted().toList().get(seconds.size() / 2);
    }
}
