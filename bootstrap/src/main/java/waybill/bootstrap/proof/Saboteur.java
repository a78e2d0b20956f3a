package waybill.bootstrap.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import waybill.adapter.persistence.embedded.EmbeddedPostgres;
import waybill.bootstrap.proof.Forwarder.Trap;
import waybill.bootstrap.proof.Forwarder.Way;

/** Kills one thing after another, by chance but by a seed, and lets each come back. Used by one thread. */
final class Saboteur {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(1_500);

    private final List<Node> nodes;
    private final EmbeddedPostgres postgres;
    private final Duration freeze;
    private final RandomGenerator random;
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
        var node = nodes.get(random.nextInt(nodes.size()));
        boolean struck = switch (kill) {
            case NODE -> {
                node.signal(Signal.KILL);
                yield true;
            }
            case BEFORE_COMMIT -> trap(node, node.toDatabase(), Way.REQUEST);
            case AFTER_COMMIT -> trap(node, node.toDatabase(), Way.ANSWER);
            case BEFORE_REQUEST -> trap(node, node.toPlivo(), Way.REQUEST);
            case AFTER_REQUEST -> trap(node, node.toPlivo(), Way.ANSWER);
            case FROZEN -> freeze(node);
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
        for (var each : nodes) {
            each.ensureServing();
        }
        return struck;
    }

    private static boolean trap(Node node, Forwarder forwarder, Way way) throws InterruptedException {
        var sprung = new CountDownLatch(1);
        forwarder.set(new Trap(way, () -> {
            node.kill();
            sprung.countDown();
        }));
        return sprung.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) || !forwarder.unset();
    }

    private boolean freeze(Node node) throws InterruptedException {
        node.signal(Signal.STOP);
        try {
            Thread.sleep(freeze);
        } finally {
            node.signal(Signal.CONT);
        }
        return true;
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
