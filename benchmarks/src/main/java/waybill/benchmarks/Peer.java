package waybill.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@link PeerServer} under load, in a process of its own. */
final class Peer implements AutoCloseable {
    /** Callbacks a second that are prepared for the handler that keeps only one narrow row. */
    private static final double PLAIN_AT_MOST = 12_500;

    private final Server server;

    private Peer(Server server) {
        this.server = server;
    }

    /** @param options of the JVM */
    static Peer start(Stage stage, Sessions database, List<String> options) throws InterruptedException {
        int port = Ports.free();
        var command = new ArrayList<>(options);
        command.addAll(List.of(
                "-cp",
                classPath(),
                Main.class.getName(),
                "peer",
                database.url(),
                database.user(),
                String.valueOf(port)));
        var child = Child.start(stage.directory(), Map.of("BENCH_DATABASE_PASSWORD", database.password()), command)
                .awaitOutput(PeerServer.READY);
        return new Peer(Server.of(child, port, stage));
    }

    /** Nothing but HTTP: the body is read, and 204 answered. */
    Measured empty(int connections, Duration duration) {
        var request = CallbackRequests.post(
                PeerServer.EMPTY, "application/x-www-form-urlencoded", "", "x".repeat(Narrow.BODY_BYTES));
        return server.load(connections, duration, new Pace.Closed(), new SameRequest(request));
    }

    /** One transaction a callback. */
    Measured plain(int connections, Duration duration, int salt) {
        int messages = Corpus.enough(PLAIN_AT_MOST, duration);
        var corpus = new Corpus(System.currentTimeMillis(), salt, messages);
        var stream = ReportStream.backToBack(corpus, CallbackRequests.of(corpus), connections);
        return server.load(connections, duration, new Pace.Closed(), stream);
    }

    /** The benchmarks' jar, which names the rest. */
    private static String classPath() {
        return Path.of(System.getProperty("java.class.path")).toAbsolutePath().toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
