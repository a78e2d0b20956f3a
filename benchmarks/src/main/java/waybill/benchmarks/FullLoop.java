package waybill.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Send, submission to a simulated Plivo in its own process, three callbacks, delivered: all of it durable. */
record FullLoop(Product product, Stage stage) {
    private static final int CONNECTIONS = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String UNDELIVERED = "SELECT count(*) FROM message WHERE status <> 'delivered'";

    /** The last report may overtake the others: they come when Plivo tries again. */
    private static final String INCOMPLETE = """
            SELECT count(*) FROM message m
            WHERE status <> 'delivered' OR (SELECT count(*) FROM delivery_report d WHERE d.message_id = m.id) <> 3""";

    private static final String STATUSES = """
            SELECT string_agg(status || ' ' || count, ', ')
            FROM (SELECT status, count(*) FROM message GROUP BY status) s""";

    /** Of messages, each done when it is delivered, not when it is accepted. */
    record Result(int messages, double acceptedPerSecond, double deliveredPerSecond) {}

    /** @throws Lost when a message that was accepted is not there */
    Result run(int messages) throws InterruptedException {
        stage.database().execute("CREATE DATABASE full_loop");
        var database = stage.database().database("full_loop");
        int port = Ports.free();
        int plivo = Ports.free();
        try (var _ = product.simulate(stage.directory(), plivo, port);
                var waybill = product.serve(stage.directory(), database, port, "http://127.0.0.1:" + plivo)
                        .awaitOutput("listens on")) {
            return run(new Server(waybill, port, stage.postgresPid()), database, messages);
        }
    }

    private static Result run(Server server, Sessions database, int messages) throws InterruptedException {
        var stream = new SendStream(messages);
        long start = System.nanoTime();
        var sent = server.load(CONNECTIONS, PATIENCE, new Pace.Closed(), stream);
        requireAll(database, stream.accepted());
        awaitNone(UNDELIVERED, database, start);
        double seconds = (System.nanoTime() - start) / 1e9;
        awaitNone(INCOMPLETE, database, start);
        return new Result(stream.accepted(), sent.perSecond(), stream.accepted() / seconds);
    }

    private static void requireAll(Sessions database, int accepted) {
        var kept = database.value("SELECT count(*) FROM message");
        if (Long.parseLong(kept) < accepted) {
            throw new Lost("%d messages accepted, %s in the database".formatted(accepted, kept));
        }
    }

    private static void awaitNone(String query, Sessions database, long start) throws InterruptedException {
        while (!database.value(query).equals("0")) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                // No loss by itself: Plivo gives up a callback that it cannot deliver in four tries.
                throw new IllegalStateException("%s messages are not whole after %d s: %s"
                        .formatted(database.value(query), PATIENCE.toSeconds(), database.value(STATUSES)));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
