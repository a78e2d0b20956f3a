package waybill.benchmarks;

import java.time.Duration;

/** Waybill under load with callbacks for messages that it knows; every run is verified before it counts. */
final class Waybill implements AutoCloseable {
    private static final int MORE_THAN_REMEMBERED = 12_000;
    private static final int WARM_UP_MESSAGES = 8_000;
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(2);

    /** The generator gives up a server that is silent. */
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);

    private final Stage stage;
    private final Sessions database;
    private final Server server;

    private Waybill(Stage stage, Sessions database, Server server) {
        this.stage = stage;
        this.database = database;
        this.server = server;
    }

    static Waybill start(Product product, Stage stage, Sessions database) throws InterruptedException {
        int port = Ports.free();
        var child = product.serving(stage.directory(), database, port);
        return new Waybill(stage, database, Server.of(child, port, stage));
    }

    Server server() {
        return server;
    }

    /** Until the JIT has seen enough; returns what it does a second then. */
    double warmUp(int connections, Duration duration) {
        double first = run(connections, FIRST_WARM_UP, new Pace.Closed(), WARM_UP_MESSAGES)
                .perSecond();
        return run(connections, duration, new Pace.Closed(), Corpus.enough(first, duration))
                .perSecond();
    }

    /** @param expected callbacks a second, by which it is decided how many are prepared */
    Measured run(int connections, Duration duration, Pace pace, double expected) {
        return run(connections, duration, pace, Corpus.enough(expected, duration));
    }

    /** Between two reports of a message come those of more others than Waybill remembers (ADR 27). */
    Measured runInterleaved(int connections, Duration duration, double expected) {
        int messages = Corpus.enough(expected, duration) + 2 * MORE_THAN_REMEMBERED;
        return run(
                connections,
                duration,
                new Pace.Closed(),
                messages,
                ReportOrder.interleaved(messages, MORE_THAN_REMEMBERED),
                ReportOrder.untilEven(MORE_THAN_REMEMBERED));
    }

    private Measured run(int connections, Duration duration, Pace pace, int messages) {
        return run(connections, duration, pace, messages, ReportOrder.backToBack(messages, connections), 0);
    }

    /**
     * @param before how many reports are sent before the clock runs
     * @throws Lost when something acknowledged is missing or folded wrong
     */
    private Measured run(int connections, Duration duration, Pace pace, int messages, ReportOrder order, int before) {
        var corpus = stage.seed(database, messages);
        var stream = new ReportStream(corpus, CallbackRequests.of(corpus), order);
        // What preparing left behind is not to be collected while the clock runs.
        System.gc();
        int acknowledged = before == 0 ? 0 : sendFirst(before, stream, connections);
        var measured = server.load(connections, duration, pace, stream);
        acknowledged += measured.done();
        int found = Verification.verify(corpus, stream.acknowledged(), database);
        if (found != acknowledged) {
            throw new Lost("%d acknowledged, %d in the database".formatted(acknowledged, found));
        }
        stage.tally().addVerified(found);
        return measured;
    }

    private int sendFirst(int requests, ReportStream stream, int connections) {
        return server.load(connections, AS_LONG_AS_IT_TAKES, new Pace.Closed(), new FirstOf(stream, requests))
                .done();
    }

    @Override
    public void close() {
        server.close();
    }
}
