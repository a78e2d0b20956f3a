package waybill.bootstrap.proof;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import waybill.adapter.persistence.embedded.EmbeddedPostgres;
import waybill.bootstrap.machine.FreePorts;

/** The processes that a proof needs: PostgreSQL, the simulator, nodes of Waybill, and the front that its callbacks pass. */
final class Stage implements AutoCloseable {
    static final String PUBLIC_URL = "https://sms.example.com";
    static final String TOKEN = "a-token-of-the-proof-kit";

    /** How much faster than Plivo's the simulator's time passes; what Waybill waits for is scaled alike. */
    static final int TIME_SCALE = 60;

    /** From a callback's first try to its last at that scale, a second for each answer included. */
    static final Duration LAST_TRY = Duration.ofSeconds(7 + 4);

    static final Duration LEASE = Duration.ofSeconds(4);

    /** How long a node stands still, if it does. */
    static final Duration FREEZE = LEASE.plusSeconds(2);

    /**
     * A request leaves at the latest when a frozen node goes on, and arrives at the latest when the weather lets it. What
     * takes longer than lease and settling time together, Waybill does not promise anything about.
     */
    static final Duration SETTLING = FREEZE.plus(Weather.LONGEST).plusSeconds(4);

    /** How long what a killed node had begun to settle waits for another one. */
    static final Duration HOLD = Duration.ofSeconds(60);

    /** Time to settle: a killed node's hold, and two listings that are each read to the end. */
    static final Duration CLOSE_AFTER = SETTLING.plus(HOLD).plusSeconds(45);

    private static final String KEY = "an-api-key-of-the-proof-kit";
    private static final Map<String, String> ACCOUNT =
            Map.of("PLIVO_AUTH_ID", "MAPROOFPROOFPROOF000", "PLIVO_AUTH_TOKEN", TOKEN);

    private final Path jar;
    private final Path directory;
    private final Api api = new Api(KEY);
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private final EmbeddedPostgres postgres;
    private final Front front;
    private final int simulatorPort = FreePorts.next();
    private final Thread interrupted = Thread.ofPlatform().unstarted(this::closeAll);

    private Stage(Path jar, Path directory, RandomGenerator mishaps, double share) {
        this.jar = jar;
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(interrupted);
        this.postgres = open(EmbeddedPostgres.start(directory.resolve("database")));
        this.front = open(Front.before(api, nodes, mishaps, share));
    }

    /**
     * Starts everything, all nodes serving; what fails on the way closes what was opened.
     *
     * @param faults of the simulator's callbacks, as it takes them: SEED,LOSS,DUPLICATION,REORDERING
     * @param share of callbacks that have a mishap on their way
     * @param settings of the nodes besides the usual ones
     */
    static Stage open(
            Path jar,
            Path directory,
            int nodes,
            String faults,
            RandomGenerator mishaps,
            double share,
            Map<String, String> settings)
            throws InterruptedException {
        var stage = new Stage(jar, directory, mishaps, share);
        try {
            stage.startSimulator(faults);
            for (int i = 0; i < nodes; i++) {
                stage.nodes.add(stage.open(stage.node(settings)));
            }
            for (var node : stage.nodes) {
                node.ensureServing();
            }
            return stage;
        } catch (InterruptedException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    Api api() {
        return api;
    }

    List<Node> nodes() {
        return List.copyOf(nodes);
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    Front front() {
        return front;
    }

    Truth truth() throws InterruptedException {
        return Truth.of(api.getPatiently(simulatorPort, "/_simulator/messages")
                .orElseThrow(() -> new IllegalStateException("the simulator does not answer")));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(interrupted);
        closeAll();
    }

    /** Whatever happens on the way: nothing that was started may live on. */
    private synchronized void closeAll() {
        nodes.forEach(Node::retire);
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                System.getLogger(Stage.class.getName())
                        .log(System.Logger.Level.WARNING, "not everything stopped in order", e);
            }
        }
    }

    private void startSimulator(String faults) throws InterruptedException {
        var simulator = open(Child.start(
                jar,
                directory,
                ACCOUNT,
                List.of(
                        "simulate",
                        "--port=" + simulatorPort,
                        "--time-scale=" + TIME_SCALE,
                        "--deliver-to=http://127.0.0.1:" + front.port(),
                        "--faults=" + faults)));
        if (!simulator.hasPrinted("Plivo is simulated")) {
            throw new IllegalStateException("the simulator did not start:\n" + simulator.output());
        }
    }

    private Node node(Map<String, String> settings) {
        var environment = new HashMap<>(ACCOUNT);
        environment.putAll(Map.of(
                "WAYBILL_HOST",
                "127.0.0.1",
                "WAYBILL_PUBLIC_URL",
                PUBLIC_URL,
                "WAYBILL_API_KEYS",
                KEY,
                "WAYBILL_DATABASE_USER",
                postgres.user(),
                "WAYBILL_DATABASE_PASSWORD",
                postgres.password(),
                "WAYBILL_LEASE",
                LEASE.toSeconds() + "s",
                "WAYBILL_API_TIMEOUT",
                "2s",
                "WAYBILL_RETRY_LONGEST",
                "2s",
                "WAYBILL_MESSAGE_DEADLINE",
                "5min",
                "WAYBILL_RECONCILE_AFTER",
                LAST_TRY.plusSeconds(1).toSeconds() + "s"));
        environment.putAll(Map.of(
                "WAYBILL_RECONCILE_LONGEST", "12s",
                "WAYBILL_SETTLING", SETTLING.toSeconds() + "s",
                "WAYBILL_SETTLING_GAP", "2s",
                "PLIVO_LISTS_PER_MINUTE", "3000",
                "WAYBILL_CLOSE_AFTER", CLOSE_AFTER.toSeconds() + "s",
                "PLIVO_MESSAGES_PER_SECOND", "0",
                "PLIVO_REQUESTS_PER_5S", "0",
                "PLIVO_MAX_CONCURRENT", "0"));
        environment.putAll(settings);
        return new Node(jar, directory, environment, postgres.jdbcUrl(), simulatorPort);
    }

    private synchronized <T extends AutoCloseable> T open(T resource) {
        opened.push(resource);
        return resource;
    }
}
