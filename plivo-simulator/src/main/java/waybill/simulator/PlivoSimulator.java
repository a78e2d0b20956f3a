package waybill.simulator;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Plivo over real HTTP on loopback: the Message API and its delivery reports, scripted by the recipient.
 *
 * <p>Sources: Plivo's pages on the Message API, on status callbacks and on signatures, and its SDKs.
 */
public final class PlivoSimulator implements AutoCloseable {

    /** Messages, and as many sends: some 140 MB all together, with the headers of objects that `./waybill` sets. */
    static final int MAX_REMEMBERED = 200_000;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** Some systems refuse what comes while too much waits to be accepted. */
    private static final int ENOUGH_REFUSED = 3;

    private final SimulatorConfig config;
    private final Account account;
    private final CallbackPost post;
    private final Timers timers;
    private final WebServer server;
    private volatile int port;
    private volatile boolean closed;

    private PlivoSimulator(SimulatorConfig config, TimeScale scale, CallbackPost post, Timers timers) {
        this.config = config;
        this.account = new Account(config.clock(), MAX_REMEMBERED);
        this.post = post;
        this.timers = timers;
        var dispatch =
                new Dispatch(new Timeline(timers, config.clock()), new Courier(post::send, timers), config.faults());
        var api = new MessageApi(
                account,
                new BasicAuth(config.authId(), config.authTokens()),
                new RequestLimits(config.limits(), scale, System::nanoTime),
                dispatch,
                config.callbackTarget(),
                config.clock());
        var responses = new Responses(config.limits().retryAfter());
        this.server = WebServer.builder()
                .host(config.host())
                .port(config.port())
                .shutdownHook(false)
                // Helidon would refuse a colon in a query, which RFC 3986 allows and a time written by hand has.
                .addProtocol(Http1Config.builder().validatePrologue(false).build())
                .routing(routing ->
                        routing.register(api, new TruthApi(account)).error(ApiProblem.class, responses::problem))
                .build();
    }

    /** Starts serving; when it cannot, nothing is left behind. */
    public static PlivoSimulator start(SimulatorConfig config) {
        return start(config, CallbackPost.SHORTEST_ANSWER_TIMEOUT);
    }

    /** @param shortestAnswerTimeout how long a callback may take at least to be answered, however fast time passes */
    static PlivoSimulator start(SimulatorConfig config, Duration shortestAnswerTimeout) {
        var scale = new TimeScale(config.timeScale());
        var post = new CallbackPost(config, scale, shortestAnswerTimeout);
        var timers = new Timers(scale);
        try {
            var simulator = new PlivoSimulator(config, scale, post, timers);
            simulator.listen();
            return simulator;
        } catch (RuntimeException | Error e) {
            timers.close();
            post.close();
            throw e;
        }
    }

    private void listen() {
        server.start();
        // Helidon logs that it could not bind, and returns.
        if (!server.isRunning()) {
            throw new IllegalStateException(
                    "cannot listen on port %d of %s: is it taken?".formatted(config.port(), config.host()));
        }
        // It does not tell any more when it has stopped.
        port = server.port();
    }

    /** What a client takes for Plivo's API host; without a trailing slash. */
    public URI baseUrl() {
        var host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return URI.create("http://" + host + ":" + port());
    }

    public int port() {
        return port;
    }

    /** The truth about every send, newest first; the oldest of very many are forgotten. */
    List<MessageTruth> messages() {
        return account.truths().toList();
    }

    /** Send requests received, whatever became of them. */
    long requestsTotal() {
        return account.requestsTotal();
    }

    /** Messages accepted. */
    long acceptedTotal() {
        return account.acceptedTotal();
    }

    /**
     * Waits until nobody is served any more; returns whether that was wanted, since this was closed. Otherwise its socket
     * could not accept, for lack of files, and has ended for good: Helidon tells that to its log alone.
     */
    public boolean awaitEnd() throws InterruptedException {
        var address = new InetSocketAddress(config.host(), port);
        int refused = 0;
        while (!closed && refused < ENOUGH_REFUSED) {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
            refused = listensAt(address) ? 0 : refused + 1;
        }
        return closed;
    }

    private static boolean listensAt(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address, (int) BETWEEN_LOOKS.toMillis());
            return true;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            // Whoever has no file left for a socket has learned nothing.
            return true;
        }
    }

    /** Stops serving and forgets every callback and retry that is still to come. */
    @Override
    public void close() {
        closed = true;
        server.stop();
        timers.close();
        post.close();
    }
}
