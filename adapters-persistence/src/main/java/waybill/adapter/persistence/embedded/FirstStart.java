package waybill.adapter.persistence.embedded;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.ServerSocket;
import java.time.Duration;

/** Starts the server for the first time in this process, on a port that is free. */
record FirstStart(ServerProcess server, int port) {
    private static final int MAX_PORTS_TRIED = 10;
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** A killed server's processes notice within moments; one in the middle of a long checkpoint takes longer. */
    private static final int MAX_WAITS_FOR_PREDECESSOR = 150;

    static FirstStart of(Layout layout, Binaries binaries) throws IOException {
        var portsTried = 0;
        var waits = 0;
        while (true) {
            var port = freePort();
            var server = ServerProcess.launch(layout, binaries, port);
            switch (startOf(server)) {
                case ServerProcess.Outcome.Ready() -> {
                    return new FirstStart(server, port);
                }
                case ServerProcess.Outcome.PortTaken() -> {
                    if (++portsTried == MAX_PORTS_TRIED) {
                        throw failure("another program took every port that was free a moment before", layout);
                    }
                }
                case ServerProcess.Outcome.PredecessorLeaving() -> {
                    if (++waits == MAX_WAITS_FOR_PREDECESSOR) {
                        throw failure("processes of an earlier PostgreSQL still use the data: end them", layout);
                    }
                    Waiting.until(() -> false, PAUSE);
                }
                case ServerProcess.Outcome.Died(var lastWords) -> throw failure(lastWords, layout);
            }
        }
    }

    private static ServerProcess.Outcome startOf(ServerProcess server) {
        try {
            return server.awaitStart();
        } catch (RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    /** Free now; should somebody else be quicker, PostgreSQL says so and we try another. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, Inet4Address.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static EmbeddedPostgresException failure(String why, Layout layout) {
        return new EmbeddedPostgresException(
                "The embedded PostgreSQL in %s did not start: %s; see %s.".formatted(layout.root(), why, layout.log()));
    }
}
