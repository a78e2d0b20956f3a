package waybill.adapter.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Puts a {@link RequestSource} before each connection of Helidon's. */
final class WatchedConnections implements ServerConnectionSelector {
    /** Room for what {@link RequestSource} lets through: limits are its business. */
    private static final int HEAD_ROOM_BYTES = 64 * 1024;

    private final ServerConnectionSelector http1 = Http1ConnectionSelector.builder()
            .config(Http1Config.builder()
                    .maxPrologueLength(HEAD_ROOM_BYTES)
                    .maxHeadersSize(HEAD_ROOM_BYTES)
                    // WireGrammar has done it; Helidon would refuse a colon in a query, which RFC 3986 allows.
                    .validatePath(false)
                    .validatePrologue(false)
                    // At a low level of logging these would write numbers and texts.
                    .receiveLog(false)
                    .sendLog(false)
                    .build())
            .build();
    private final ConnectionWatch watch;
    private final HttpConfig.Limits limits;
    private final Consumer<ProblemCode> onRefusal;

    WatchedConnections(ConnectionWatch watch, HttpConfig.Limits limits, Consumer<ProblemCode> onRefusal) {
        this.watch = watch;
        this.limits = limits;
        this.onRefusal = onRefusal;
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http1.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        var late = new AtomicReference<Runnable>(() -> {});
        var watched =
                new WatchedConnection(context.serverSocket(), () -> late.get().run());
        var writer = new WatchedWriter(context.dataWriter(), watched, limits.answer());
        var source =
                new RequestSource(new WireInput(context.serverSocket()), writer, watched, watch, limits, onRefusal);
        late.set(source::refuseLateRequest);
        return new Watched(
                http1.connection(new WatchedContext(context, new DataReader(source), writer)), watched, watch);
    }

    /**
     * Not an {@code InterruptableTask} on purpose: when the server stops, Helidon interrupts only threads that wait
     * without a limit; we end idle connections ourselves, and let the others finish.
     */
    private record Watched(ServerConnection connection, WatchedConnection watched, ConnectionWatch watch)
            implements ServerConnection {
        @Override
        public void handle(Limit limit) throws InterruptedException {
            watch.add(watched);
            try {
                connection.handle(limit);
            } finally {
                watch.remove(watched);
            }
        }

        @Override
        public Duration idleTime() {
            return connection.idleTime();
        }

        @Override
        public void close(boolean interrupt) {
            connection.close(interrupt);
        }
    }
}
