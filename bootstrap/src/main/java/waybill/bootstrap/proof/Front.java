package waybill.bootstrap.proof;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import waybill.bootstrap.machine.FreePorts;

/**
 * Where Plivo's callbacks come in: hands them to the nodes in turn, does to some what networks and proxies do, and
 * remembers what the nodes answered.
 */
final class Front implements AutoCloseable {
    /** To these numbers the shared URL is used: the report comes before we know the id that it speaks of. */
    static final String SHARED_URL_FOR = "15555553001";

    static final Set<Integer> ACKNOWLEDGED = Set.of(200, 204);

    private static final int MOST_SAMPLES = 20;
    private static final int LONGEST_DELAY_MS = 1_500;
    private static final int BAD_GATEWAY = 502;
    private static final int BACKLOG = 512;

    private final Api api;
    private final List<Node> nodes;
    private final RandomGenerator random;
    private final double share;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<Mishap, Integer> done = new EnumMap<>(Mishap.class);
    private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
    private final Queue<SignedCallback> samples = new ConcurrentLinkedQueue<>();
    private final int port = FreePorts.next();
    private Optional<HttpServer> server;

    private Front(Api api, List<Node> nodes, RandomGenerator random, double share) {
        this.api = api;
        this.nodes = nodes;
        this.random = random;
        this.share = share;
        this.server = Optional.of(listening());
    }

    /** @param nodes as they are whenever a callback comes */
    static Front before(Api api, List<Node> nodes, RandomGenerator random, double share) {
        return new Front(api, nodes, random, share);
    }

    /** What may become of a callback between Plivo and Waybill. */
    enum Mishap {
        RESET_BEFORE("a callback, its connection cut before Waybill got it"),
        RESET_AFTER("a callback, its connection cut after Waybill got it"),
        FAILED("a callback, answered 502 in Waybill's stead"),
        LATE("a callback, late");

        private final String what;

        Mishap(String what) {
            this.what = what;
        }

        String what() {
            return what;
        }
    }

    int port() {
        return port;
    }

    synchronized Map<Mishap, Integer> done() {
        return new EnumMap<>(done);
    }

    /** Some callbacks that were acknowledged. */
    List<SignedCallback> samples() {
        return List.copyOf(samples);
    }

    /** How often the nodes answered genuine callbacks with which status. */
    Map<Integer, Integer> answers() {
        return Map.copyOf(answers);
    }

    /** From now on nobody listens here. */
    synchronized void vanish() {
        server.ifPresent(listening -> listening.stop(0));
        server = Optional.empty();
    }

    synchronized void reappear() {
        if (server.isEmpty()) {
            server = Optional.of(listening());
        }
    }

    @Override
    public void close() {
        vanish();
    }

    private HttpServer listening() {
        try {
            var listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            listening.createContext("/", this::pass);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var callback = SignedCallback.of(exchange, SHARED_URL_FOR);
            var mishap = draw();
            if (mishap.isEmpty()) {
                exchange.sendResponseHeaders(forward(callback), -1);
                return;
            }
            switch (mishap.get()) {
                case RESET_BEFORE -> {
                    // Closing without an answer is all there is to do.
                }
                case RESET_AFTER -> forward(callback);
                case FAILED -> exchange.sendResponseHeaders(BAD_GATEWAY, -1);
                case LATE -> {
                    Thread.sleep(delay());
                    exchange.sendResponseHeaders(forward(callback), -1);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<Mishap> draw() {
        if (random.nextDouble() >= share) {
            return Optional.empty();
        }
        var mishap = Mishap.values()[random.nextInt(Mishap.values().length)];
        done.merge(mishap, 1, Integer::sum);
        return Optional.of(mishap);
    }

    private synchronized int delay() {
        return random.nextInt(LONGEST_DELAY_MS);
    }

    /** Returns what the node answered, and 502 when it did not. */
    private int forward(SignedCallback callback) throws InterruptedException {
        var port = aliveInTurn();
        if (port.isEmpty()) {
            return BAD_GATEWAY;
        }
        var status = api.report(port.get(), callback);
        status.ifPresent(answered -> answers.merge(answered, 1, Integer::sum));
        if (status.filter(ACKNOWLEDGED::contains).isPresent() && samples.size() < MOST_SAMPLES) {
            samples.add(callback);
        }
        return status.orElse(BAD_GATEWAY);
    }

    private Optional<Integer> aliveInTurn() {
        int first = turn.getAndIncrement();
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> nodes.get(Math.floorMod(first + i, nodes.size())))
                .filter(Node::isAlive)
                .map(Node::port)
                .findFirst();
    }
}
