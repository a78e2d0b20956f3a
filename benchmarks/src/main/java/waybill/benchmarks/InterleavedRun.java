package waybill.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What it costs when other messages come between the reports of one, so that each of them is read before it is folded. */
record InterleavedRun(Options options, Product product, PrintStream out) {
    static final String ROW = "the same, reports of a message far apart";
    private static final Duration WARM_UP = Duration.ofSeconds(4);

    /** Whether nothing failed: there is no goal. */
    boolean run() throws InterruptedException {
        try (var stage = Stage.onDisk();
                var waybill = Waybill.start(product, stage, stage.database())) {
            var oneRow = new Anchors(stage).oneRow();
            double expected = waybill.warmUp(QuickRun.CONNECTIONS, WARM_UP);
            var commits = new Rounds();
            var together = new Rounds();
            var apart = new Rounds();
            for (int round = 0; round < options.rounds(); round++) {
                commits.add(oneRow.measure(QuickRun.CONNECTIONS, options.length()));
                together.add(waybill.run(QuickRun.CONNECTIONS, options.length(), new Pace.Closed(), expected));
                apart.add(waybill.runInterleaved(QuickRun.CONNECTIONS, options.length(), expected));
            }
            print(oneRow, commits.upperMedian(), together.lowerMedian(), apart.lowerMedian());
            return stage.tally().judge(out);
        }
    }

    private void print(Anchor oneRow, Measured commits, Measured together, Measured apart) {
        double anchor = commits.perSecond();
        var figures = new Figures(oneRow);
        figures.add(oneRow.name(), QuickRun.CONNECTIONS, commits, anchor);
        figures.add(QuickRun.ROW, QuickRun.CONNECTIONS, together, anchor);
        figures.add(ROW, QuickRun.CONNECTIONS, apart, anchor);
        out.println(figures);
        out.printf(Locale.ROOT, "far apart over one after the other: %.2f%n", apart.perSecond() / together.perSecond());
    }
}
