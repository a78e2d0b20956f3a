package waybill.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Everything but growth, at every concurrency, Waybill and the machine in turns. */
record FullRun(Options options, Product product, PrintStream out) {
    private static final Duration WARM_UP = Duration.ofSeconds(6);

    /** Whether nothing was refused and the goal was reached at 64 connections. */
    boolean run() throws InterruptedException {
        try (var stage = Stage.onDisk()) {
            boolean reached = load(stage);
            first(stage);
            new LoopRun(options, product.unprofiled(), out).run(stage);
            return reached;
        }
    }

    private boolean load(Stage stage) throws InterruptedException {
        var anchors = new Anchors(stage);
        try (var waybill = Waybill.start(product, stage, stage.database());
                var peer = Peer.start(stage, anchors.database(), product.optionsForOthers())) {
            double expected = waybill.warmUp(QuickRun.CONNECTIONS, WARM_UP);
            peer.plain(QuickRun.CONNECTIONS, WARM_UP, -1);
            peer.empty(QuickRun.CONNECTIONS, WARM_UP);
            var figures = new Figures(anchors.oneRow());
            var results = new ArrayList<AtConcurrency.Result>();
            for (int connections : options.connections()) {
                var measured = new AtConcurrency(options, anchors, waybill, peer).measure(connections, expected);
                measured.addTo(figures);
                expected = Math.max(expected, measured.callbacks().perSecond());
                results.add(measured);
            }
            out.println(figures);
            openLoop(waybill, expected);
            Summary.memory(waybill.server()).ifPresent(out::println);
            return Summary.judge(out, stage.tally(), ratio(results), options.goal());
        }
    }

    /** The goal speaks of one concurrency, whatever else was measured. */
    static Ratio ratio(List<AtConcurrency.Result> results) {
        return results.stream()
                .filter(result -> result.connections() == QuickRun.CONNECTIONS)
                .findFirst()
                .map(AtConcurrency.Result::ratio)
                .orElseGet(Ratio.NotMeasured::new);
    }

    private void openLoop(Waybill waybill, double most) {
        int rate = options.rate() > 0 ? options.rate() : (int) (most / 2);
        var pace = new Pace.Open(rate, QuickRun.CONNECTIONS);
        var measured = waybill.run(QuickRun.CONNECTIONS, options.length(), pace, (double) rate);
        var latencies = measured.latencies();
        out.printf(
                Locale.ROOT,
                "open loop at %,d/s: %,.0f/s, from the intended start p50 %.2f, p99 %.2f, p99.9 %.2f ms%n",
                rate,
                measured.perSecond(),
                latencies.millis(0.5),
                latencies.millis(0.99),
                latencies.millis(0.999));
    }

    private void first(Stage stage) throws InterruptedException {
        new StartRun(options, product.unprofiled(), out).run(stage);
    }
}
