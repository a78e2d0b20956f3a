package waybill.benchmarks;

import java.io.PrintStream;

/** The full loop, in rounds: while the first one runs, the compilers of two JVMs take most of what it costs. */
record LoopRun(Options options, Product product, PrintStream out) {
    void run() throws InterruptedException {
        try (var stage = Stage.onDisk()) {
            run(stage);
        }
    }

    void run(Stage stage) throws InterruptedException {
        var table = new Table(
                "full loop: messages",
                "accepted/s",
                "delivered/s",
                "CPU µs: server",
                "PostgreSQL",
                "simulator",
                "together",
                "generator");
        new FullLoop(product, stage).run(options.messages(), options.rounds(), result -> add(result, table));
        out.println(table);
    }

    private static void add(FullLoop.Result result, Table table) {
        var used = result.cpu();
        table.row(
                Figures.number("%,.0f", result.messages()),
                Figures.number("%,.0f", result.acceptedPerSecond()),
                Figures.number("%,.0f", result.deliveredPerSecond()),
                micros(result, used.cpu().server()),
                micros(result, used.cpu().postgres()),
                micros(result, used.simulator()),
                micros(result, used.total()),
                micros(result, used.cpu().generator()));
    }

    private static String micros(FullLoop.Result result, long nanos) {
        return Figures.number("%,.0f", nanos / 1e3 / result.messages());
    }
}
