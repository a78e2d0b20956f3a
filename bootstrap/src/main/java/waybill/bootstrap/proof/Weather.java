package waybill.bootstrap.proof;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Times in which Plivo's API is away, or takes requests and does not answer, for all nodes at once. */
final class Weather implements AutoCloseable {
    private static final Duration SHORTEST = Duration.ofMillis(500);
    static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration LONGEST_CALM = Duration.ofSeconds(12);

    private final List<Forwarder> ways;
    private final RandomGenerator random;
    private final Map<Kind, Integer> done = new EnumMap<>(Kind.class);
    private final Thread thread = Thread.ofVirtual().name("weather").unstarted(this::change);

    Weather(List<Node> nodes, RandomGenerator random) {
        this.ways = nodes.stream().map(Node::toPlivo).toList();
        this.random = random;
    }

    /** What keeps requests from Plivo. */
    enum Kind {
        AWAY("Plivo's API: nobody listened, connections were cut"),
        HANGING("Plivo's API: no answer came, and requests arrived late");

        private final String what;

        Kind(String what) {
            this.what = what;
        }

        String what() {
            return what;
        }
    }

    void start() {
        thread.start();
    }

    synchronized Map<Kind, Integer> done() {
        return new EnumMap<>(done);
    }

    /** Returns when it is fair again. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** No answer comes for a while, and requests arrive late; not while it changes by itself. */
    void hang(Duration length) throws InterruptedException {
        storm(Kind.HANGING, length);
    }

    private void change() {
        try {
            while (true) {
                Thread.sleep(Duration.ofMillis(random.nextLong(LONGEST_CALM.toMillis())));
                storm(
                        Kind.values()[random.nextInt(Kind.values().length)],
                        Duration.ofMillis(random.nextLong(SHORTEST.toMillis(), LONGEST.toMillis())));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void storm(Kind kind, Duration length) throws InterruptedException {
        synchronized (this) {
            done.merge(kind, 1, Integer::sum);
        }
        ways.forEach(kind == Kind.AWAY ? Forwarder::vanish : Forwarder::hang);
        try {
            Thread.sleep(length);
        } finally {
            ways.forEach(kind == Kind.AWAY ? Forwarder::reappear : Forwarder::resume);
        }
    }
}
