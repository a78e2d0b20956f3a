package waybill.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Send, submission to a simulated Plivo in its own process, three callbacks, delivered: all of it durable. */
record FullLoop(Product product, Stage stage) {
    private static final int CONNECTIONS = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String OPEN = "SELECT count(*) FROM message WHERE status <> 'delivered'";

    private static final String UNDELIVERED = """
            SELECT string_agg(status || ' ' || count, ', ')
            FROM (SELECT status, count(*) FROM message WHERE status <> 'delivered' GROUP BY status) s""";

    /** Of messages, each done when it is delivered, not when it is accepted. */
    record Result(int messages, double acceptedPerSecond, double deliveredPerSecond) {}

    /** @throws Lost when a message that was accepted and delivered lacks one of its three reports */
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
        awaitDelivered(database, start);
        double seconds = (System.nanoTime() - start) / 1e9;
        verify(database, stream.accepted());
        return new Result(stream.accepted(), sent.perSecond(), stream.accepted() / seconds);
    }

    private static void awaitDelivered(Sessions database, long start) throws InterruptedException {
        while (!database.value(OPEN).equals("0")) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                // No loss by itself: Plivo gives a callback up that it cannot deliver. Which it was, the statuses tell.
                throw new IllegalStateException(
                        "not delivered after %d s: %s".formatted(PATIENCE.toSeconds(), database.value(UNDELIVERED)));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void verify(Sessions database, int accepted) {
        var whole = database.value("""
                SELECT count(*) FROM message m
                WHERE (SELECT count(*) FROM delivery_report d WHERE d.message_id = m.id) = 3""");
        if (Long.parseLong(whole) < accepted) {
            throw new Lost("%d accepted, %s delivered with all three reports".formatted(accepted, whole));
        }
    }
}
