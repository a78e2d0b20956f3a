package waybill.bootstrap.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import waybill.adapter.persistence.embedded.EmbeddedPostgres;
import waybill.bootstrap.proof.Forwarder.Trap;
import waybill.bootstrap.proof.Forwarder.Way;

/** Kills one thing after another, by chance but by a seed; each comes back by itself. Used by one thread. */
final class Saboteur {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(1_500);
    private static final Duration LONGEST_RETURN = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int COMPANY = 2;

    private final List<Node> nodes;
    private final EmbeddedPostgres postgres;
    private final Duration freeze;
    private final RandomGenerator random;
    private final Set<Node> frozen = ConcurrentHashMap.newKeySet();
    private final Map<Kill, Integer> done = new EnumMap<>(Kill.class);

    /** @param freeze longer than a lease */
    Saboteur(List<Node> nodes, EmbeddedPostgres postgres, Duration freeze, RandomGenerator random) {
        this.nodes = List.copyOf(nodes);
        this.postgres = postgres;
        this.freeze = freeze;
        this.random = random;
    }

    /** How often each was done, those that were never among them. */
    Map<Kill, Integer> done() {
        for (var kill : Kill.values()) {
            done.putIfAbsent(kill, 0);
        }
        return done;
    }

    /** Returns whether it could be done: what needs a statement or a request may wait for one in vain. */
    boolean strike(Kill kill) throws InterruptedException {
        Thread.sleep(random.nextLong(LONGEST_PAUSE.toMillis()));
        awaitCompany();
        var candidates = nodes.stream().filter(this::isServing).toList();
        if (candidates.isEmpty()) {
            return false;
        }
        var node = candidates.get(random.nextInt(candidates.size()));
        boolean struck = switch (kill) {
            case NODE -> {
                node.signal(Signal.KILL);
                yield true;
            }
            case BEFORE_COMMIT -> trap(node, node.toDatabase(), Way.REQUEST);
            case AFTER_COMMIT -> trap(node, node.toDatabase(), Way.ANSWER);
            case BEFORE_REQUEST -> trap(node, node.toPlivo(), Way.REQUEST);
            case AFTER_REQUEST -> trap(node, node.toPlivo(), Way.ANSWER);
            case FROZEN -> {
                freeze(node);
                yield true;
            }
            case BACKEND -> endSession(Signal.KILL);
            case SESSION -> endSession(Signal.TERM);
            case DATABASE -> {
                Signal.KILL.send(postgres.pid());
                yield true;
            }
        };
        if (struck) {
            done.merge(kill, 1, Integer::sum);
        }
        return struck;
    }

    /** Where all nodes are down nothing happens that could go wrong; but also that must be tried now and then. */
    private void awaitCompany() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_RETURN.toNanos();
        while (nodes.stream().filter(this::isServing).count() < COMPANY && System.nanoTime() < end) {
            Thread.sleep(LOOK);
        }
    }

    private boolean isServing(Node node) {
        return node.isServing() && !frozen.contains(node);
    }

    private static boolean trap(Node node, Forwarder forwarder, Way way) throws InterruptedException {
        var sprung = new CountDownLatch(1);
        forwarder.set(new Trap(way, () -> {
            node.kill();
            sprung.countDown();
        }));
        return sprung.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) || !forwarder.unset();
    }

    /** Everything else goes on meanwhile. */
    private void freeze(Node node) {
        frozen.add(node);
        node.signal(Signal.STOP);
        Thread.ofVirtual().name("thaw").start(() -> {
            try {
                Thread.sleep(freeze);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            node.signal(Signal.CONT);
            frozen.remove(node);
        });
    }

    /** Returns when nothing stands still any more. */
    void awaitThaw() throws InterruptedException {
        while (!frozen.isEmpty()) {
            Thread.sleep(LOOK);
        }
    }

    /** Empty where the system has no /proc, or the process is gone. */
    private static String title(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
        } catch (IOException _) {
            return "";
        }
    }

    /** Of the processes of the database those that serve a connection, which PostgreSQL shows in their titles. */
    private boolean endSession(Signal signal) {
        var sessions = ProcessHandle.of(postgres.pid()).stream()
                .flatMap(ProcessHandle::children)
                .filter(child -> title(child).contains("127.0.0.1("))
                .toList();
        if (sessions.isEmpty()) {
            return false;
        }
        signal.send(sessions.get(random.nextInt(sessions.size())).pid());
        return true;
    }
}
