package waybill.bootstrap.proof;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.bootstrap.PostgresPrograms;

/** How long the finished jar takes to stop. */
@Tag("alone")
class StopIT {
    private static final Path JAR = Path.of("target", "waybill.jar").toAbsolutePath();

    /** As the documents have it. */
    private static final Duration LONGEST = Duration.ofSeconds(59);

    private static final int SENDERS = 20;

    @TempDir
    private Path directory;

    private Stage stage;
    private Node node;

    @BeforeEach
    void start() throws Exception {
        PostgresPrograms.shareIn(directory.resolve("database"));
        stage = Stage.open(JAR, directory, 1, "1,0,0,0", new Random(1), 0, Map.of());
        node = stage.nodes().getFirst();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void it_stops_in_time_while_postgres_stands_still_and_sends_are_under_way() {
        try (var _ = StoodStill.withAllItStarted(stage.postgres().pid())) {
            for (int i = 0; i < SENDERS; i++) {
                var key = "during-" + i;
                Thread.ofVirtual().start(() -> send(key));
            }
            Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(node::isServing);

            node.signal(Signal.TERM);

            Awaitility.await().atMost(LONGEST).until(() -> !node.isAlive());
        }
    }

    private void send(String key) {
        try {
            stage.api().trySend(node.port(), "+14165550100", key);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
