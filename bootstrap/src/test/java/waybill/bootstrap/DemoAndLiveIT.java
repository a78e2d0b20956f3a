package waybill.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.bootstrap.machine.FreePorts;

/** Demo and live never mix, and two processes never share a directory. */
class DemoAndLiveIT {
    private static final Map<String, String> LIVE = Map.of(
            "PLIVO_AUTH_ID", "MALIVELIVELIVELIVE00",
            "PLIVO_AUTH_TOKEN", "token",
            "PLIVO_API_URL", "http://127.0.0.1:9",
            "WAYBILL_API_KEYS", "an-api-key-of-24-letters-or-more",
            "WAYBILL_PORT", "0",
            "WAYBILL_PUBLIC_URL", "https://sms.example.com",
            "WAYBILL_DATA", "data/shared");

    @TempDir
    private Path directory;

    @BeforeEach
    void share() {
        PostgresPrograms.shareIn(directory.resolve("data/shared"));
    }

    @Test
    void a_demo_does_not_open_a_live_database() {
        JarProcess.start(directory, LIVE, "serve").awaitOutput("listens on").close();

        assertRefused(JarProcess.run(directory, demo(), "demo"), "belongs to a live installation");
    }

    @Test
    void a_live_service_does_not_open_a_demo_database() {
        JarProcess.start(directory, demo(), "demo").awaitOutput("is ready").close();

        assertRefused(JarProcess.run(directory, LIVE, "serve"), "belongs to a demo installation");
    }

    @Test
    void a_second_process_on_the_same_directory_is_refused() {
        try (var first = JarProcess.start(directory, demo(), "demo").awaitOutput("is ready")) {
            assertRefused(
                    JarProcess.run(directory, demo(), "demo"), "is in use by another Waybill (pid " + first.pid());
        }
    }

    private static Map<String, String> demo() {
        return Map.of("WAYBILL_PORT", String.valueOf(FreePorts.next()), "WAYBILL_DATA", "data/shared");
    }

    private static void assertRefused(JarProcess.Ended ended, String reason) {
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output().lines().filter(line -> line.startsWith("waybill: ")))
                .singleElement()
                .asString()
                .contains(reason);
        assertThat(ended.output()).doesNotContain("Exception");
    }
}
