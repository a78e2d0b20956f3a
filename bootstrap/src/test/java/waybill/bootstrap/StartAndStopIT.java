package waybill.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.bootstrap.machine.FreePorts;

/** How the finished jar comes up in another country, and how it goes down. */
class StartAndStopIT {
    private static final int ENDED_BY_SIGTERM = 143;

    @TempDir
    private Path directory;

    @BeforeEach
    void sharePrograms() {
        PostgresPrograms.shareIn(directory.resolve("data/demo"));
    }

    @Test
    void it_starts_where_digits_are_others() {
        try (var demo = demo(Map.of("JDK_JAVA_OPTIONS", "-Duser.language=ar -Duser.country=EG"))) {
            demo.awaitOutput("Stop with Ctrl-C");
        }
    }

    @Test
    void it_starts_on_an_address_of_ipv6() {
        assumeThat(Ports.areOn("::1"))
                .as("this machine has the loopback of IPv6")
                .isTrue();
        try (var demo = demo(Map.of("WAYBILL_HOST", "::1"))) {
            demo.awaitOutput("Waybill is ready: http://[::1]:");
        }
    }

    @Test
    void what_is_logged_while_it_stops_is_written() {
        var demo = demo(Map.of());
        demo.awaitOutput("Stop with Ctrl-C").close();

        assertThat(demo.ended().status()).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(demo.output()).containsSubsequence("stopping", "stopped");
    }

    @Test
    void a_start_that_is_told_to_stop_leaves_no_postgres_behind() throws IOException {
        var demo = demo(Map.of()).awaitOutput("PostgreSQL runs on port");
        var postgres = postgres();

        demo.close();

        assertThat(demo.ended().status()).isEqualTo(ENDED_BY_SIGTERM);
        JarProcess.awaitEndOf(List.of(postgres));
        assertThat(demo.output()).contains("stopped").doesNotContain("unforeseen");
    }

    private ProcessHandle postgres() throws IOException {
        try (var lines = Files.lines(directory.resolve("data/demo/postgres/postmaster.pid"))) {
            var pid = Long.parseLong(lines.findFirst().orElseThrow());
            return ProcessHandle.of(pid).orElseThrow();
        }
    }

    private JarProcess demo(Map<String, String> environment) {
        var port = String.valueOf(FreePorts.next());
        var all = new HashMap<>(Map.of("WAYBILL_PORT", port, "WAYBILL_LOG", "human"));
        all.putAll(environment);
        return JarProcess.start(directory, all, "demo");
    }
}
