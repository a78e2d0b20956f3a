package waybill.bootstrap.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Callers that send at an even pace and, like careful users, try again with the same key until they are answered 202. */
final class Load implements AutoCloseable {
    private static final int CALLERS = 96;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private static final String UNDELIVERED = "+15555550050";
    private static final String EARLY = "+" + Front.SHARED_URL_FOR;

    /** Numbers that script the simulator, each now and then: ends, refusals, lost answers, disturbed callbacks. */
    private static final List<String> OFTEN = List.of(
            EARLY,
            UNDELIVERED,
            "+15555553000",
            "+15555552429",
            EARLY,
            "+15555553002",
            "+15555553003",
            "+15555552503",
            UNDELIVERED,
            EARLY,
            "+15555553005",
            "+15555550420",
            "+15555552500",
            "+15555551000",
            EARLY,
            "+15555553006",
            "+15555552504",
            "+15555552400");

    /** What stays sent holds up the end of a short proof. */
    private static final List<String> SCRIPTED = Stream.concat(
                    Collections.nCopies(10, OFTEN).stream().flatMap(List::stream), Stream.of("+15555553004"))
            .toList();

    private static final int ONE_IN = 8;

    private final Api api;
    private final List<Node> nodes;
    private final String seed;
    private final Duration pace;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, Set<String>> idsByKey = new ConcurrentHashMap<>();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Forgeries forgeries;
    private volatile boolean ending;

    /**
     * @param forgeries are tried on messages that are not delivered, each in time to be believed
     * @param pace between two messages, over all callers
     */
    Load(Api api, List<Node> nodes, Forgeries forgeries, long seed, Duration pace) {
        this.api = api;
        this.forgeries = forgeries;
        this.nodes = List.copyOf(nodes);
        this.seed = Long.toUnsignedString(seed);
        this.pace = pace.multipliedBy(CALLERS);
    }

    void start() {
        long now = System.nanoTime();
        for (int i = 0; i < CALLERS; i++) {
            long first = now + pace.toNanos() * i / CALLERS;
            threads.add(Thread.ofVirtual().name("caller").start(() -> call(first)));
        }
    }

    /** Every id that was answered 202, by the key it was asked for with; more than one is one too many. */
    Map<String, Set<String>> idsByKey() {
        return Map.copyOf(idsByKey);
    }

    List<String> ids() {
        return idsByKey.values().stream().flatMap(Set::stream).sorted().toList();
    }

    int accepted() {
        return idsByKey.size();
    }

    /** Returns when what was begun is answered. */
    @Override
    public void close() {
        ending = true;
        for (var thread : new ArrayList<>(threads)) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void call(long first) {
        try {
            long due = first;
            while (true) {
                Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                if (ending) {
                    return;
                }
                int number = next.getAndIncrement();
                send("%s-%d".formatted(seed, number), recipient(number), number);
                due += pace.toNanos();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever is not answered does not know, so it asks another node the same; now and then also whoever was. */
    private void send(String key, String to, int number) throws InterruptedException {
        boolean asksTwice = number % ONE_IN == 1;
        for (int attempt = 0; ; attempt++) {
            var id = api.send(nodes.get((number + attempt) % nodes.size()).port(), to, key);
            id.ifPresent(found -> idsByKey.computeIfAbsent(key, _ -> ConcurrentHashMap.newKeySet())
                    .add(found));
            if (id.isPresent() && (!asksTwice || attempt > 0)) {
                if (to.equals(UNDELIVERED)) {
                    forgeries.tryOn(id.get(), to);
                }
                return;
            }
            if (id.isEmpty()) {
                Thread.sleep(BETWEEN_TRIES);
            }
        }
    }

    /** Whether others may get messages at the same time to this number, so that they cannot be told apart. */
    static boolean isShared(String recipient) {
        return SCRIPTED.contains(recipient);
    }

    private static String recipient(int number) {
        return number % ONE_IN == 0
                ? SCRIPTED.get(number / ONE_IN % SCRIPTED.size())
                : "+1416%07d".formatted(2_000_000 + number);
    }
}
