package waybill.benchmarks;

import java.io.PrintStream;
import java.time.Duration;

/** One ratio in less than a minute: durable, verified, folded callbacks over pgbench's one-row commits. */
record QuickRun(Options options, Product product, PrintStream out) {
    static final int CONNECTIONS = 64;
    static final String ROW = "callback, verified, folded, committed";
    private static final Duration WARM_UP = Duration.ofSeconds(4);

    /** Whether the goal was reached. */
    boolean run() throws InterruptedException {
        try (var stage = Stage.onDisk();
                var waybill = Waybill.start(product, stage, stage.database())) {
            var oneRow = new Anchors(stage).oneRow();
            double expected = waybill.warmUp(CONNECTIONS, WARM_UP);
            var commits = new Rounds();
            var callbacks = new Rounds();
            for (int round = 0; round < options.rounds(); round++) {
                commits.add(oneRow.measure(CONNECTIONS, options.length()));
                expected = callbacks
                        .add(waybill.run(CONNECTIONS, options.length(), new Pace.Closed(), expected))
                        .perSecond();
            }
            double anchor = commits.upperMedian().perSecond();
            var figures = new Figures(oneRow);
            figures.add(oneRow.name(), CONNECTIONS, commits.upperMedian(), anchor);
            figures.add(ROW, CONNECTIONS, callbacks.lowerMedian(), anchor);
            out.println(figures);
            Summary.memory(waybill.server()).ifPresent(out::println);
            var ratio = Ratio.of(callbacks.lowerMedian(), commits.upperMedian(), oneRow);
            return Summary.judge(out, stage.tally(), ratio, options.goal());
        }
    }
}
