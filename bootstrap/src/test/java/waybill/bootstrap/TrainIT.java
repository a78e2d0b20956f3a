package waybill.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The training run, as the build starts it. */
class TrainIT {
    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void a_training_run_that_is_stopped_leaves_nothing_running_and_nothing_behind() throws IOException {
        var temporary = Files.createDirectory(directory.resolve("temporary"));
        var target = Files.createDirectory(directory.resolve("target"));
        List<ProcessHandle> started;

        try (var train = JarProcess.start(
                directory,
                Map.of("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary),
                "train",
                target.resolve("waybill.aot").toString())) {
            Awaitility.await().atMost(START).until(() -> descendants(train).size() > 1 && serves(train));
            started = descendants(train);
        }

        JarProcess.awaitEndOf(started);
        assertThat(temporary).isEmptyDirectory();
        assertThat(target).isEmptyDirectory();
    }

    private static boolean serves(JarProcess train) {
        return descendants(train).stream()
                .anyMatch(process -> process.info().commandLine().orElse("").endsWith(" serve"));
    }

    private static List<ProcessHandle> descendants(JarProcess train) {
        return ProcessHandle.of(train.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
    }
}
