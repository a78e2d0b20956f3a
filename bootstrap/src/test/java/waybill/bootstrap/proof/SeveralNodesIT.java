package waybill.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.bootstrap.PostgresPrograms;

/** Processes of the finished jar on one database share the work, and one that dies delays only what it had begun. */
class SeveralNodesIT {
    private static final Path JAR = Path.of("target", "waybill.jar").toAbsolutePath();
    private static final int NODES = 3;
    private static final int RACERS = 100;
    private static final int TRIES = 20;
    private static final Duration END = Duration.ofSeconds(60);
    private static final Duration LEASE = Duration.ofSeconds(20);

    /** Time to see that something is under way, and to let it arrive before it counts as never sent. */
    private static final Map<String, String> SLOW =
            Map.of("WAYBILL_API_TIMEOUT", "10s", "WAYBILL_LEASE", LEASE.toSeconds() + "s", "WAYBILL_SETTLING", "10min");

    @TempDir
    private Path directory;

    private Stage stage;

    @BeforeEach
    void start() throws Exception {
        PostgresPrograms.shareIn(directory.resolve("database"));
        stage = Stage.open(JAR, directory, NODES, "1,0,0,0", new Random(1), 0, SLOW);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void each_node_takes_part_in_sending_and_in_taking_reports() throws Exception {
        var ids = new ArrayList<String>();

        // Which node takes what is chance.
        Awaitility.await()
                .atMost(END)
                .ignoreException(IllegalStateException.class)
                .until(() -> {
                    ids.addAll(send(30, 0));
                    return haveAllCounted("waybill_submissions_total{outcome=\"accepted\"}")
                            && haveAllCounted("waybill_reports_total{verdict=\"applied\"}");
                });

        awaitStatus(ids, "delivered");
        assertThat(stage.truth().byId().values())
                .allSatisfy(truth -> assertThat(truth.path("accepted").asInt()).isEqualTo(1));
    }

    @Test
    void what_a_killed_node_had_leased_is_settled_after_its_lease_and_nothing_else_waits() throws Exception {
        var victim = stage.nodes().getFirst();
        // What it takes from here on stays under way: it is held between the node and Plivo.
        victim.toPlivo().hang();
        var ids = new ArrayList<String>();
        Awaitility.await().atMost(END).until(() -> {
            ids.addAll(send(3, 1));
            return victim.toPlivo().holding() > 0;
        });
        // A request that had not even left would never arrive.
        Awaitility.await().atMost(END).until(() -> {
            var statuses = ids.stream().map(this::status).toList();
            return !statuses.contains("accepted")
                    && Collections.frequency(statuses, "submitting")
                            <= victim.toPlivo().holding();
        });
        victim.kill();

        var later = send(12, 1);
        awaitStatus(later, "delivered");
        Awaitility.await()
                .atMost(END)
                .until(() -> ids.stream().map(this::status).allMatch(Set.of("unconfirmed", "delivered")::contains));
        var held = ids.stream().filter(id -> status(id).equals("unconfirmed")).toList();

        assertThat(held)
                .isNotEmpty()
                .allSatisfy(id -> assertThat(between(id, "submitting", "unconfirmed"))
                        .as("given up by another node when its lease has run out, and soon after")
                        .isBetween(LEASE, LEASE.plusSeconds(10)));
        assertThat(later)
                .allSatisfy(id -> assertThat(between(id, "accepted", "submitting"))
                        .as("nothing else waits for the lease of the dead")
                        .isLessThan(LEASE));

        // The requests reach Plivo after all, late as they are; its reports settle what nobody knew.
        victim.toPlivo().resume();
        awaitStatus(held, "delivered");
        assertThat(stage.truth().byId().values())
                .allSatisfy(truth -> assertThat(truth.path("accepted").asInt()).isEqualTo(1));
    }

    @Test
    void a_hundred_racers_with_one_key_over_two_nodes_make_one_message() throws Exception {
        var ids = new TreeSet<String>();
        var go = new CountDownLatch(1);
        try (var racers = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, RACERS)
                    .mapToObj(i -> racers.submit(() -> {
                        go.await();
                        return send(stage.nodes().get(i % 2), "+14165550199", "one-key");
                    }))
                    .toList();
            go.countDown();
            for (var each : running) {
                ids.add(each.get());
            }
        }

        assertThat(ids).hasSize(1);
        awaitStatus(List.copyOf(ids), "delivered");
        assertThat(stage.truth().byId()).hasSize(1);
    }

    private boolean haveAllCounted(String series) throws InterruptedException {
        for (var node : stage.nodes()) {
            if (stage.api().metric(node.port(), series) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Through the nodes from the given one on, each in its turn. */
    private List<String> send(int count, int firstNode) throws InterruptedException {
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var node = stage.nodes().get(firstNode + i % (NODES - firstNode));
            ids.add(send(node, "+14165550100", "key-%d-%d".formatted(System.nanoTime(), i)));
        }
        return ids;
    }

    /** Whoever is not answered in time, as on a machine busy with other tests, asks again with the same key. */
    private String send(Node node, String to, String key) throws InterruptedException {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            var id = stage.api().send(node.port(), to, key);
            if (id.isPresent()) {
                return id.get();
            }
        }
        throw new AssertionError("never answered 202");
    }

    private void awaitStatus(List<String> ids, String wanted) {
        Awaitility.await()
                .atMost(END)
                .untilAsserted(() ->
                        assertThat(ids).allSatisfy(id -> assertThat(status(id)).isEqualTo(wanted)));
    }

    private String status(String id) {
        return read("/v1/messages/" + id).path("status").asText();
    }

    private JsonNode read(String path) {
        try {
            return stage.api()
                    .getPatiently(stage.nodes().getLast().port(), path)
                    .orElseThrow();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Duration between(String id, String status, String later) {
        var timeline = new Story(read("/v1/messages/" + id + "/timeline"));
        return Duration.between(at(timeline, status), at(timeline, later));
    }

    private static Instant at(Story story, String status) {
        return story.events().stream()
                .filter(event -> event.path("status").asText().equals(status))
                .map(event -> Instant.parse(event.path("at").asText()))
                .findFirst()
                .orElseThrow();
    }
}
