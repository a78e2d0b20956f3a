package waybill.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.bootstrap.PostgresPrograms;

/** What Plivo gave up telling during an outage is asked for afterwards, and counted as what it is. */
class CallbackOutageIT {
    private static final Path JAR = Path.of("target", "waybill.jar").toAbsolutePath();
    private static final Duration END = Duration.ofSeconds(90);
    private static final String UNDELIVERED = "+15555550050";
    private static final String DELIVERED = "+14165550100";

    @TempDir
    private Path directory;

    private Stage stage;

    @BeforeEach
    void start() throws Exception {
        PostgresPrograms.shareIn(directory.resolve("database"));
        stage = Stage.open(JAR, directory, 2, "1,0,0,0", new Random(1), 0, Map.of());
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void the_messages_counted_as_healed_are_those_whose_final_report_was_given_up() throws Exception {
        var before = send(10, DELIVERED);
        awaitClosed(before);

        stage.front().vanish();
        var during = new ArrayList<>(send(15, DELIVERED));
        during.addAll(send(8, UNDELIVERED));
        Awaitility.await()
                .atMost(END)
                .until(() -> stage.truth().byId().size() == 33 && stage.truth().pending() == 0);
        stage.front().reappear();
        awaitClosed(during);

        var truth = stage.truth();
        // On a slow machine Plivo may give up on one more, which Waybill has although its answer came too late.
        int givenUp = (int) Stream.concat(before.stream(), during.stream())
                .filter(id ->
                        truth.of(id).filter(CallbackOutageIT::isEndGivenUp).isPresent())
                .filter(id -> !hasReportOfItsEnd(story(id)))
                .count();
        assertThat(givenUp).isGreaterThanOrEqualTo(during.size());
        // What is written is counted a moment later.
        Awaitility.await()
                .atMost(END)
                .untilAsserted(() -> assertThat(counted("delivered") + counted("undelivered"))
                        .isEqualTo(givenUp));
        assertThat(countedByHour("delivered") + countedByHour("undelivered")).isEqualTo(givenUp);
        assertThat(Stream.of("queued", "sent", "failed", "rejected").mapToDouble(this::counted))
                .as("what was lost on the way to the end is no news once the end is known")
                .containsOnly(0.0);
        assertThat(during).allSatisfy(id -> assertThat(story(id).isHealed()).isTrue());
    }

    private List<String> send(int count, String to) throws InterruptedException {
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var key = "key-%d-%d".formatted(System.nanoTime(), i);
            ids.add(stage.api().send(stage.nodes().get(i % 2).port(), to, key).orElseThrow());
        }
        return ids;
    }

    private void awaitClosed(List<String> ids) {
        Awaitility.await()
                .atMost(END)
                .untilAsserted(() -> assertThat(ids).allMatch(id -> story(id).isClosed()));
    }

    private Story story(String id) {
        try {
            return new Story(stage.api()
                    .getPatiently(stage.nodes().getFirst().port(), "/v1/messages/" + id + "/timeline")
                    .orElseThrow());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Over both nodes: each counts what it looked up itself. */
    private double counted(String status) {
        return stage.nodes().stream()
                .mapToDouble(node -> {
                    try {
                        return stage.api()
                                .metric(node.port(), "waybill_callbacks_lost_total{status=\"%s\"}".formatted(status));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .sum();
    }

    private static boolean hasReportOfItsEnd(Story story) {
        return story.reports().stream()
                .anyMatch(report -> report.path("status").asText().equals(story.status()));
    }

    /** Over all hours, whichever node is asked. */
    private int countedByHour(String status) throws InterruptedException {
        int counted = 0;
        var hours = stage.api().getPatiently(stage.nodes().getLast().port(), "/v1/lost-callbacks");
        for (var hour : hours.orElseThrow().path("data")) {
            counted += hour.path("status").asText().equals(status)
                    ? hour.path("count").asInt()
                    : 0;
        }
        return counted;
    }

    private static boolean isEndGivenUp(JsonNode truth) {
        var reports = truth.path("reports");
        return reports.path(reports.size() - 1).path("given_up").asInt() == 1;
    }
}
