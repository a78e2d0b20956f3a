package waybill.bootstrap.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import waybill.adapter.persistence.embedded.EmbeddedPostgres;
import waybill.bootstrap.proof.Findings.Fault;

/** Sends, kills and looks: real processes, a real PostgreSQL, real HTTP, and the simulator as a process of its own. */
public final class CrashProof {
    private static final int NODES = 2;
    private static final int MESSAGES_PER_MINUTE = 1_000;
    private static final int KILLS_PER_MINUTE = 10;

    /** A little faster than planned, so that what the kills cost does not count against the plan. */
    private static final Duration PACE = Duration.ofMillis(45);

    private static final Duration LEASE = Duration.ofSeconds(4);
    private static final Duration FREEZE = LEASE.plusSeconds(2);
    private static final Duration LONGEST_END = Duration.ofMinutes(4);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int MOST_SHOWN = 10;
    private static final int TRIES_TO_READ = 20;
    private static final String KEY = "an-api-key-of-the-proof-kit";

    private final ProofOptions options;
    private final Path directory;
    private final PrintStream out;
    private final Api api = new Api(KEY);
    private final Findings findings = new Findings();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private CrashProof(ProofOptions options, Path directory, PrintStream out) {
        this.options = options;
        this.directory = directory;
        this.out = out;
    }

    /** Returns whether the promises held, and whether as much was tried as was planned. */
    public static boolean run(ProofOptions options, Path directory, PrintStream out) throws Exception {
        var proof = new CrashProof(options, directory, out);
        var interrupted = Thread.ofPlatform().unstarted(proof::close);
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            return proof.run();
        } finally {
            proof.close();
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
    }

    private boolean run() throws Exception {
        var postgres = open(EmbeddedPostgres.start(directory.resolve("database")));
        int simulatorPort = Node.freePort();
        var nodes = new ArrayList<Node>();
        var turn = new AtomicInteger();
        var front = open(Forwarder.to(() -> alive(nodes, turn.getAndIncrement())));
        var simulator = open(simulator(simulatorPort, front.port()));
        if (!simulator.hasPrinted("Plivo is simulated")) {
            throw new IllegalStateException("the simulator did not start:\n" + simulator.output());
        }
        for (int i = 0; i < NODES; i++) {
            nodes.add(open(node(postgres, simulatorPort)));
        }
        for (var node : nodes) {
            node.ensureServing();
        }
        var saboteur = new Saboteur(nodes, postgres, FREEZE, new Random(options.seed()));
        var load = new Load(api, nodes, options.seed(), PACE);
        load.start();
        kill(saboteur, load);
        load.close();
        out.println("The load has ended; waiting for every message to end.");
        awaitEnds(nodes, load);
        int unconfirmed = examine(nodes, load, truths(simulatorPort));
        return report(saboteur, load, unconfirmed);
    }

    private void kill(Saboteur saboteur, Load load) throws InterruptedException {
        long end = System.nanoTime() + options.load().toNanos();
        var random = new Random(options.seed());
        var kinds = new ArrayList<Kill>();
        while (System.nanoTime() < end) {
            if (kinds.isEmpty()) {
                kinds.addAll(List.of(Kill.values()));
                Collections.shuffle(kinds, random);
            }
            var kind = kinds.removeLast();
            var struck = saboteur.strike(kind) ? "killed" : "not to be killed right now";
            out.printf("%d messages so far; %s: %s%n", load.accepted(), struck, kind.what());
        }
    }

    private void awaitEnds(List<Node> nodes, Load load) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_END.toNanos();
        var waiting = new ArrayDeque<>(ids(load));
        while (!waiting.isEmpty() && System.nanoTime() < end) {
            for (var node : nodes) {
                node.ensureServing();
            }
            var message = api.get(nodes.getFirst().port(), "/v1/messages/" + waiting.peek());
            if (message.isPresent() && !message.get().path("closed_at").isNull()) {
                waiting.remove();
            } else {
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
    }

    /** Returns how many ended unconfirmed. */
    private int examine(List<Node> nodes, Load load, Map<String, JsonNode> truths) throws InterruptedException {
        load.idsByKey().forEach((key, ids) -> {
            if (ids.size() > 1) {
                findings.add(Fault.DOUBLED, key, "one key made the messages " + ids);
            }
        });
        var examination = new Examination(findings);
        int unconfirmed = 0;
        for (var id : ids(load)) {
            var timeline = read(nodes.getFirst().port(), "/v1/messages/" + id + "/timeline");
            examination.examine(id, timeline, Optional.ofNullable(truths.get(id)));
            unconfirmed += timeline.filter(found -> found.path("message")
                                    .path("outcome")
                                    .asText()
                                    .equals("unconfirmed"))
                            .isPresent()
                    ? 1
                    : 0;
        }
        return unconfirmed;
    }

    private Optional<JsonNode> read(int port, String path) throws InterruptedException {
        for (int attempt = 1; attempt < TRIES_TO_READ; attempt++) {
            var found = api.get(port, path);
            if (found.isPresent()) {
                return found;
            }
            Thread.sleep(BETWEEN_LOOKS.dividedBy(TRIES_TO_READ));
        }
        return api.get(port, path);
    }

    private Map<String, JsonNode> truths(int simulatorPort) throws InterruptedException {
        var all = read(simulatorPort, "/_simulator/messages")
                .orElseThrow(() -> new IllegalStateException("the simulator does not answer"));
        var byId = new HashMap<String, JsonNode>();
        for (var truth : all.path("data")) {
            var url = truth.path("url").asText();
            byId.put(url.substring(url.lastIndexOf('/') + 1), truth);
        }
        return byId;
    }

    private boolean report(Saboteur saboteur, Load load, int unconfirmed) {
        var kills = saboteur.done();
        int killed = kills.values().stream().mapToInt(Integer::intValue).sum();
        double minutes = options.load().toMillis() / 60_000.0;
        boolean tried = load.accepted() >= (int) (minutes * MESSAGES_PER_MINUTE)
                && killed >= (int) (minutes * KILLS_PER_MINUTE);
        out.printf("%n%-55s %8d%n", "messages accepted", load.accepted());
        kills.forEach((kind, count) -> out.printf("%-55s %8d%n", "killed: " + kind.what(), count));
        out.printf("%-55s %8d%n", "ended unconfirmed", unconfirmed);
        for (var fault : Fault.values()) {
            out.printf(
                    "%-55s %8d%n",
                    fault.name().toLowerCase(Locale.ROOT), findings.of(fault).size());
        }
        for (var fault : Fault.values()) {
            findings.of(fault).stream().limit(MOST_SHOWN).forEach(finding -> out.println(fault + " " + finding));
        }
        boolean proved = tried && findings.isEmpty();
        out.printf(
                "%s seed=%d messages=%d kills=%d lost=%d doubled=%d wrong=%d open=%d%n",
                verdict(tried),
                options.seed(),
                load.accepted(),
                killed,
                findings.of(Fault.LOST).size(),
                findings.of(Fault.DOUBLED).size(),
                findings.of(Fault.WRONG).size(),
                findings.of(Fault.OPEN).size());
        return proved;
    }

    private String verdict(boolean tried) {
        if (!findings.isEmpty()) {
            return "BROKEN";
        }
        return tried ? "PROVED" : "TOO LITTLE TRIED";
    }

    private static List<String> ids(Load load) {
        return load.idsByKey().values().stream()
                .flatMap(ids -> ids.stream())
                .sorted()
                .toList();
    }

    private static Optional<Integer> alive(List<Node> nodes, int turn) {
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> nodes.get((turn + i) % nodes.size()))
                .filter(Node::isAlive)
                .map(Node::port)
                .findFirst();
    }

    private Child simulator(int port, int callbackPort) {
        return Child.start(
                options.jar(),
                directory,
                account(),
                List.of(
                        "simulate",
                        "--port=" + port,
                        "--time-scale=20",
                        "--deliver-to=http://127.0.0.1:" + callbackPort,
                        "--faults=%d,0.02,0.1,0.1".formatted(options.seed())));
    }

    private Node node(EmbeddedPostgres postgres, int simulatorPort) {
        var environment = new HashMap<>(account());
        environment.putAll(Map.of(
                "WAYBILL_HOST", "127.0.0.1",
                "WAYBILL_PUBLIC_URL", "https://sms.example.com",
                "WAYBILL_API_KEYS", KEY,
                "WAYBILL_DATABASE_USER", postgres.user(),
                "WAYBILL_DATABASE_PASSWORD", postgres.password(),
                "WAYBILL_LEASE", LEASE.toSeconds() + "s",
                "WAYBILL_API_TIMEOUT", "2s",
                "WAYBILL_RETRY_LONGEST", "2s",
                "WAYBILL_MESSAGE_DEADLINE", "2min",
                "WAYBILL_RECONCILE_AFTER", "3s"));
        environment.putAll(Map.of(
                "WAYBILL_RECONCILE_LONGEST", "6s",
                "WAYBILL_CLOSE_AFTER", "40s",
                "PLIVO_MESSAGES_PER_SECOND", "0",
                "PLIVO_REQUESTS_PER_5S", "0",
                "PLIVO_MAX_CONCURRENT", "0"));
        return new Node(options.jar(), directory, environment, postgres.jdbcUrl(), simulatorPort);
    }

    private static Map<String, String> account() {
        return Map.of("PLIVO_AUTH_ID", "MAPROOFPROOFPROOF000", "PLIVO_AUTH_TOKEN", "a-token-of-the-proof-kit");
    }

    private synchronized <T extends AutoCloseable> T open(T resource) {
        opened.push(resource);
        return resource;
    }

    /** All of it, whatever happens on the way: nothing that was started may live on. */
    private synchronized void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                out.println("could not be stopped in order: " + e.getMessage());
            }
        }
    }
}
