package waybill.adapter.http;

import static java.util.Objects.requireNonNull;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Serves the interface until it is closed. */
public final class HttpServer implements AutoCloseable {
    private static final int WATCH_TICKS_PER_LIMIT = 10;
    private static final Duration LONGEST_TICK = Duration.ofMillis(250);

    private final WebServer server;
    private final ConnectionWatch watch;
    private final TimeLimit acts;

    private HttpServer(WebServer server, ConnectionWatch watch, TimeLimit acts) {
        this.server = server;
        this.watch = watch;
        this.acts = acts;
    }

    /** @throws CannotListen when the place to listen is taken or not ours */
    public static HttpServer start(HttpConfig config, HttpApi api) {
        return start(config, api, new RequestMemory(Runtime.getRuntime().maxMemory()));
    }

    static HttpServer start(HttpConfig config, HttpApi api, RequestMemory memory) {
        requireNonNull(config, "config");
        requireNonNull(api, "api");
        requireFree(config);
        var limits = config.limits();
        var acts = new TimeLimit(limits.work(), limits.requests());
        var routes = routes(config, api, acts);
        var metrics = new HttpMetrics(
                api.telemetry().registry(),
                routes.stream().map(Route::template).distinct().toList());
        var watch = new ConnectionWatch(tick(limits));
        var dispatcher = new Dispatcher(routes, new ApiKeys(config.apiKeys()), metrics, limits.work());
        var sockets = new AcceptedSockets(options());
        var connections = new WatchedConnections(
                dispatcher, watch, sockets, limits, new WireReply(api.clock()), metrics::refused, memory);
        int most = OpenFiles.connections(memory.connections(limits.connections()));
        var started = new HttpServer(server(config, sockets, connections, most), watch, acts);
        try {
            started.server.start();
            if (!started.server.isRunning()) {
                // Helidon logs why it could not start, and returns as if it had.
                throw new CannotListen("the server cannot listen on port %d of %s: see the log"
                        .formatted(config.port(), config.host()));
            }
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** How many there are right now. */
    int connections() {
        return watch.size();
    }

    /** Takes no more requests, lets the running ones end within the grace configured, and returns. */
    @Override
    public void close() {
        watch.stop();
        server.stop();
        watch.close();
        acts.close();
    }

    static List<Route> routes(HttpConfig config, HttpApi api, TimeLimit acts) {
        return Stream.of(
                        new MessageRoutes(api, acts).routes(),
                        new OrphanRoutes(api, acts).routes(),
                        new LostCallbackRoutes(api, acts).routes(),
                        new CallbackRoutes(api, config.callbackAck()).routes(),
                        new HealthRoutes(
                                        api.readinessChecks(),
                                        acts,
                                        config.limits().readiness())
                                .routes(),
                        new SelfDescriptionRoutes(api.telemetry().registry()).routes())
                .flatMap(List::stream)
                .toList();
    }

    private static WebServer server(
            HttpConfig config, AcceptedSockets sockets, WatchedConnections connections, int maxConnections) {
        var limits = config.limits();
        return WebServer.builder()
                .host(config.host())
                .port(config.port())
                .shutdownHook(false)
                .shutdownGracePeriod(limits.grace())
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addConnectionSelector(connections)
                .connectionOptions(sockets)
                .maxTcpConnections(maxConnections)
                .maxConcurrentRequests(limits.requests())
                .build();
    }

    private static SocketOptions options() {
        return SocketOptions.builder()
                .tcpNoDelay(true)
                .socketKeepAlive(true)
                .readTimeout(Duration.ZERO)
                .build();
    }

    private static Duration tick(HttpConfig.Limits limits) {
        var shortest = Stream.of(limits.head(), limits.body(), limits.idle(), limits.answer(), limits.work())
                .min(Duration::compareTo)
                .orElseThrow();
        var tick = Duration.ofNanos(shortest.toNanos() / WATCH_TICKS_PER_LIMIT);
        return tick.compareTo(LONGEST_TICK) < 0 ? tick : LONGEST_TICK;
    }

    /**
     * Tells beforehand that the place to listen is taken, so that nothing else begins in vain; Helidon itself does not
     * tell why it could not start.
     *
     * @throws CannotListen when it is taken or not ours
     */
    public static void requireFree(HttpConfig config) {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(config.host(), config.port()));
        } catch (IOException e) {
            throw new CannotListen(
                    String.valueOf(e.getMessage()).contains("in use")
                            ? "port %d on %s is taken: stop the other process or set WAYBILL_PORT"
                                    .formatted(config.port(), config.host())
                            : "this machine does not let us listen on port %d of %s: set WAYBILL_HOST or WAYBILL_PORT"
                                    .formatted(config.port(), config.host()),
                    e);
        }
    }
}
