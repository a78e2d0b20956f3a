package waybill.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.bootstrap.machine.FreePorts;

/** What was answered is there, whatever was killed meanwhile; the simulator is a process of its own and remembers. */
class KillIT {
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final String KEY = "an-api-key-of-24-letters-or-more";

    @TempDir
    private Path directory;

    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final Map<String, String> environment = new HashMap<>();
    private JarProcess simulator;
    private JarProcess waybill;
    private Api api;
    private Api plivo;

    @BeforeEach
    void start() {
        int port = FreePorts.next();
        int simulatorPort = FreePorts.next();
        environment.putAll(Map.of(
                "PLIVO_AUTH_ID", "MAKILLKILLKILLKILL00",
                "PLIVO_AUTH_TOKEN", "new-token,old-token",
                "PLIVO_API_URL", "http://127.0.0.1:" + simulatorPort,
                "PLIVO_MESSAGES_PER_SECOND", "0",
                "PLIVO_REQUESTS_PER_5S", "0",
                "WAYBILL_API_KEYS", KEY,
                "WAYBILL_PORT", String.valueOf(port),
                "WAYBILL_PUBLIC_URL", "https://sms.example.com/waybill",
                "WAYBILL_LEASE", "4s",
                "WAYBILL_API_TIMEOUT", "2s"));
        simulator = JarProcess.start(
                        directory,
                        environment,
                        "simulate",
                        "--port=" + simulatorPort,
                        "--time-scale=20",
                        "--deliver-to=http://127.0.0.1:" + port)
                .awaitOutput("Plivo is simulated");
        PostgresPrograms.shareIn(directory.resolve("data/live"));
        api = Api.at(port, KEY);
        plivo = Api.at(simulatorPort, "");
        waybill = serve();
    }

    @AfterEach
    void stop() {
        waybill.close();
        simulator.close();
    }

    @Test
    void a_killed_service_and_a_killed_database_lose_nothing_that_was_answered() throws Exception {
        var sending = new AtomicBoolean(true);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                callers.execute(() -> send(sending));
            }
            for (int round = 1; round <= 2; round++) {
                awaitAccepted(accepted.size() + 20);
                waybill.kill();
                waybill = serve();
                awaitAccepted(accepted.size() + 20);
                killPostmaster();
            }
            awaitAccepted(accepted.size() + 20);
            sending.set(false);
        }

        Awaitility.await().atMost(RECOVERY).untilAsserted(() -> {
            var givenUp = givenUp();
            for (var id : accepted) {
                if (!givenUp.contains(id)) {
                    assertThat(api.message(id).path("status").asText()).as(id).isIn("delivered", "unconfirmed");
                }
            }
        });
        var truth = plivo.get("/_simulator/messages");
        assertThat(truth.path("accepted_more_than_once").asInt(-1)).isZero();
        for (var sent : truth.path("data")) {
            var url = sent.path("url").asText();
            assertEveryAcknowledgedCallbackIsThere(url.substring(url.lastIndexOf('/') + 1), sent);
        }
    }

    /** The messages of which Plivo gave up a callback while we were away too long: what it knows, we cannot. */
    private Set<String> givenUp() {
        var ids = new HashSet<String>();
        for (var sent : plivo.get("/_simulator/messages").path("data")) {
            var url = sent.path("url").asText();
            if (sent.path("callbacks").path("given_up").asInt() > 0) {
                ids.add(url.substring(url.lastIndexOf('/') + 1));
            }
        }
        return ids;
    }

    private void assertEveryAcknowledgedCallbackIsThere(String id, JsonNode sent) {
        int receipts = 0;
        for (var entry : api.timeline(id).path("entries")) {
            receipts += entry.path("receipts").asInt(0);
        }
        assertThat(receipts)
                .as(id)
                .isGreaterThanOrEqualTo(
                        sent.path("callbacks").path("acknowledged").asInt());
    }

    private JarProcess serve() {
        return JarProcess.start(directory, environment, "serve").awaitOutput("listens on");
    }

    /** Everything that is answered 202 is remembered; all else is tried again with another message. */
    private void send(AtomicBoolean sending) {
        while (sending.get()) {
            try {
                var response = api.trySend("+15555550000");
                if (response.statusCode() == 202) {
                    var location = response.headers().firstValue("Location").orElseThrow();
                    accepted.add(location.substring(location.lastIndexOf('/') + 1));
                } else {
                    assertThat(response.statusCode()).isEqualTo(503);
                }
            } catch (UncheckedIOException _) {
                // It was killed while it answered: nothing was promised.
            }
        }
    }

    private void awaitAccepted(int count) {
        Awaitility.await().atMost(RECOVERY).until(() -> accepted.size() >= count);
    }

    private void killPostmaster() throws IOException {
        var pid = Files.readAllLines(directory.resolve("data/live/postgres/postmaster.pid"))
                .getFirst();
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
    }
}
