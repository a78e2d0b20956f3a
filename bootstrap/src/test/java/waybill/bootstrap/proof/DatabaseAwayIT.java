package waybill.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.bootstrap.PostgresPrograms;

/** What the finished jar answers while PostgreSQL is gone or stands still, and that all goes on by itself afterwards. */
@Tag("alone")
class DatabaseAwayIT {
    private static final Path JAR = Path.of("target", "waybill.jar").toAbsolutePath();
    private static final Duration WHEN_GONE = Duration.ofSeconds(2);
    private static final Duration WHEN_HANGING = Duration.ofSeconds(5);

    /** What the machine may take for itself. */
    private static final Duration MARGIN = Duration.ofMillis(750);

    private static final int OUTAGES = 3;
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final int UNAVAILABLE = 503;
    private static final int OK = 200;

    @TempDir
    private Path directory;

    private Stage stage;
    private Node node;
    private String known;
    private String providerId;

    @BeforeEach
    void start() throws Exception {
        PostgresPrograms.shareIn(directory.resolve("database"));
        stage = Stage.open(JAR, directory, 1, "1,0,0,0", new Random(1), 0, Map.of());
        node = stage.nodes().getFirst();
        known = stage.api().send(node.port(), "+14165550100", "before").orElseThrow();
        awaitDelivered(known);
        providerId = message(known).path("provider_id").asText();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void while_it_is_gone_every_write_is_answered_503_within_two_seconds() throws Exception {
        assertAnsweredWithin(WHEN_GONE, outage -> {
            node.toDatabase().vanish();
            var longest = longestUnavailable(outage);
            node.toDatabase().reappear();
            return longest;
        });
    }

    @Test
    void while_it_stands_still_every_write_is_answered_503_within_five_seconds() throws Exception {
        assertAnsweredWithin(WHEN_HANGING, outage -> {
            try (var _ = StoodStill.withAllItStarted(stage.postgres().pid())) {
                return longestUnavailable(outage);
            }
        });
    }

    /**
     * What is too slow is so in the first outage of every process, with connections that were good for long; a machine that
     * has no time for us is not.
     */
    private void assertAnsweredWithin(Duration limit, Outage outage) throws Exception {
        var longest = new ArrayList<Duration>();
        do {
            if (!longest.isEmpty()) {
                node.kill();
                node.ensureServing();
                awaitRecovery();
            }
            longest.add(outage.longestAnswer(longest.size()));
            awaitRecovery();
        } while (longest.size() < OUTAGES && longest.getLast().compareTo(limit.plus(MARGIN)) >= 0);
        assertThat(longest).last().satisfies(last -> assertThat(last).isLessThan(limit.plus(MARGIN)));
    }

    @FunctionalInterface
    private interface Outage {
        Duration longestAnswer(int number) throws Exception;
    }

    /** Twice, since the first time finds connections that were good a moment ago; at once, since each may take its time. */
    private Duration longestUnavailable(int outage) throws Exception {
        var longest = Duration.ZERO;
        for (int round = 1; round <= 2; round++) {
            var key = "during-%d-%d".formatted(outage, round);
            var writes = List.of(
                    timed(() -> stage.api().report(node.port(), callback("/callbacks/delivery-status"))),
                    timed(() -> stage.api().report(node.port(), callback("/callbacks/delivery-status/" + known))),
                    timed(() -> stage.api().trySend(node.port(), "+14165550100", key)));
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var answer : callers.invokeAll(writes)) {
                    assertThat(answer.get().status()).contains(UNAVAILABLE);
                    longest = Collections.max(List.of(longest, answer.get().took()));
                }
            }
            assertThat(stage.api().status(node.port(), "/health/live")).contains(OK);
            assertThat(stage.api().status(node.port(), "/health/ready")).contains(UNAVAILABLE);
        }
        assertThat(node.isServing()).isTrue();
        return longest;
    }

    private record Answer(Optional<Integer> status, Duration took) {}

    private static Callable<Answer> timed(Callable<Optional<Integer>> write) {
        return () -> {
            long before = System.nanoTime();
            var status = write.call();
            return new Answer(status, Duration.ofNanos(System.nanoTime() - before));
        };
    }

    private void awaitRecovery() {
        var after = new AtomicReference<>("");
        Awaitility.await().atMost(RECOVERY).ignoreExceptions().untilAsserted(() -> {
            assertThat(stage.api().status(node.port(), "/health/ready")).contains(OK);
            after.set(stage.api().send(node.port(), "+14165550100", "after").orElseThrow());
            for (var path : List.of("/callbacks/delivery-status", "/callbacks/delivery-status/" + known)) {
                assertThat(stage.api().report(node.port(), callback(path))).contains(204);
            }
        });
        awaitDelivered(after.get());
    }

    private void awaitDelivered(String id) {
        Awaitility.await()
                .atMost(RECOVERY)
                .until(() -> message(id).path("status").asText().equals("delivered"));
    }

    private JsonNode message(String id) throws InterruptedException {
        return stage.api().getPatiently(node.port(), "/v1/messages/" + id).orElseThrow();
    }

    private SignedCallback callback(String path) {
        var form = "MessageUUID=%s&From=14155550100&To=14165550199&Status=queued&Sequence=1".formatted(providerId);
        return SignedCallback.signed(path, form, Stage.TOKEN);
    }
}
