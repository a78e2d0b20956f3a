package waybill.benchmarks;

import java.time.Duration;
import java.util.function.Consumer;

/** Send, submission to a simulated Plivo in its own process, three callbacks, delivered: all of it durable. */
record FullLoop(Product product, Stage stage) {
    private static final int CONNECTIONS = 64;
    /** The generator ends when all is sent, or gives up a server that is silent. */
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);

    /** Asked while the clock runs, so it reads as little as can be: the newest are among the last to be done. */
    private static final String ANY_OF_THE_NEWEST_OPEN = """
            SELECT EXISTS (
                SELECT FROM (SELECT closed_at FROM message ORDER BY id DESC LIMIT 64) newest
                WHERE closed_at IS NULL)""";

    private static final String ANY_OPEN = """
            SELECT EXISTS (
                SELECT FROM message_status
                WHERE status IN ('accepted', 'submitting', 'unconfirmed', 'submitted', 'queued', 'sent'))""";

    /** The last report may overtake the others: they come when Plivo tries again. */
    private static final String ANY_INCOMPLETE = """
            SELECT EXISTS (
                SELECT FROM message m
                WHERE status <> 'delivered'
                    OR (SELECT count(*) FROM delivery_report d WHERE d.message_id = m.id) <> 3)""";

    /** Reads everything, so it is asked when patience is at its end only. */
    private static final String PROGRESS = """
            SELECT string_agg(status || ' ' || count, ', ' ORDER BY status)
                || ', reports ' || (SELECT count(*) FROM delivery_report)
            FROM (SELECT status, count(*) FROM message GROUP BY status) s""";

    /**
     * Of messages, each done when it is delivered, not when it is accepted.
     *
     * @param cpu what a message cost each process until then
     */
    record Result(int messages, double acceptedPerSecond, double deliveredPerSecond, LoopCpu cpu) {}

    /**
     * Rounds of so many messages through the same processes: the first meets them cold.
     *
     * @throws Lost when a message that was accepted is not there
     */
    void run(int messages, int rounds, Consumer<Result> results) throws InterruptedException {
        stage.database().execute("CREATE DATABASE full_loop");
        var database = stage.database().database("full_loop");
        int port = Ports.free();
        int plivo = Ports.free();
        try (var simulator = product.simulate(stage.directory(), plivo, port);
                var waybill = product.serve(stage.directory(), database, port, "http://127.0.0.1:" + plivo)
                        .awaitOutput("listens on")) {
            var server = Server.of(waybill, port, stage);
            int before = 0;
            for (int round = 0; round < rounds; round++) {
                var stream = new SendStream(messages);
                results.accept(run(server, simulator, database, stream, before));
                before += stream.accepted();
            }
        }
    }

    private static Result run(Server server, Child simulator, Sessions database, SendStream stream, int before)
            throws InterruptedException {
        var cpu = LoopCpu.soFar(server, simulator);
        long start = System.nanoTime();
        var sent = server.load(CONNECTIONS, AS_LONG_AS_IT_TAKES, new Pace.Closed(), stream);
        stream.requireAllAccepted();
        awaitNone(ANY_OF_THE_NEWEST_OPEN, database);
        awaitNone(ANY_OPEN, database);
        double seconds = (System.nanoTime() - start) / 1e9;
        var used = LoopCpu.soFar(server, simulator).since(cpu).with(sent.cpu().generator());
        requireAll(database, before + stream.accepted());
        awaitNone(ANY_INCOMPLETE, database);
        return new Result(stream.accepted(), sent.perSecond(), stream.accepted() / seconds, used);
    }

    private static void requireAll(Sessions database, int accepted) {
        var kept = database.value("SELECT count(*) FROM message");
        if (Long.parseLong(kept) < accepted) {
            throw new Lost("%d messages accepted, %s in the database".formatted(accepted, kept));
        }
    }

    private static void awaitNone(String query, Sessions database) throws InterruptedException {
        boolean none = Progress.of(() -> database.value(PROGRESS))
                .await(patience ->
                        database.await(query, "f", BETWEEN_QUESTIONS, System.nanoTime() + patience.toNanos()));
        if (!none) {
            // No loss by itself: Plivo gives up a callback that it cannot deliver in four tries.
            throw new IllegalStateException(
                    "not every message is whole, and nothing more comes of it: " + database.value(PROGRESS));
        }
    }
}
