package waybill.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.bootstrap.machine.FreePorts;

/** What the callbacks missed is learnt from Plivo; what nobody can tell is closed and not guessed. */
class ReconcileIT {
    private static final Duration END = Duration.ofSeconds(30);
    private static final String KEY = "an-api-key-of-24-letters-or-more";

    @TempDir
    private static Path directory;

    private static JarProcess simulator;
    private static JarProcess waybill;
    private static Api api;

    @BeforeAll
    static void start() {
        int port = FreePorts.next();
        int simulatorPort = FreePorts.next();
        var environment = Map.of(
                "PLIVO_AUTH_ID", "MARECONCILERECONCI00",
                "PLIVO_AUTH_TOKEN", "a-token",
                "PLIVO_API_URL", "http://127.0.0.1:" + simulatorPort,
                "WAYBILL_API_KEYS", KEY,
                "WAYBILL_PORT", String.valueOf(port),
                "WAYBILL_PUBLIC_URL", "https://sms.example.com",
                "WAYBILL_POLL_INTERVAL", "100ms",
                "WAYBILL_RECONCILE_AFTER", "1s",
                "WAYBILL_RECONCILE_LONGEST", "2s",
                "WAYBILL_CLOSE_AFTER", "8s");
        simulator = JarProcess.start(
                        directory,
                        environment,
                        "simulate",
                        "--port=" + simulatorPort,
                        "--time-scale=20",
                        "--deliver-to=http://127.0.0.1:" + port)
                .awaitOutput("Plivo is simulated");
        PostgresPrograms.shareIn(directory.resolve("data/live"));
        waybill = JarProcess.start(directory, environment, "serve").awaitOutput("listens on");
        api = Api.at(port, KEY);
    }

    @AfterAll
    static void stop() {
        waybill.close();
        simulator.close();
    }

    @Test
    void a_message_without_any_callback_is_delivered_by_look_up() {
        var id = closed("+15555553005");

        assertThat(api.message(id).path("status").asText()).isEqualTo("delivered");
        assertThat(entries(id, "report")).isEmpty();
        assertThat(entries(id, "lookup"))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.path("raw").asText()).contains("message_state"));
        // What is written is counted a moment later.
        Awaitility.await()
                .atMost(END)
                .until(() -> metrics().contains("waybill_callbacks_lost_total{status=\"delivered\"} 1.0"));
    }

    @Test
    void a_message_that_stays_sent_closes_without_a_carriers_report() {
        var id = closed("+15555553004");

        var message = api.message(id);
        assertThat(message.path("status").asText()).isEqualTo("sent");
        assertThat(message.path("outcome").asText()).isEqualTo("no_carrier_report");
        assertThat(entries(id, "lookup"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.path("receipts").asInt()).isGreaterThan(1));
    }

    private static String closed(String to) {
        var id = api.send(to);
        Awaitility.await()
                .atMost(END)
                .until(() -> !api.message(id).path("closed_at").isNull());
        return id;
    }

    private static List<JsonNode> entries(String id, String kind) {
        return StreamSupport.stream(api.timeline(id).path("entries").spliterator(), false)
                .filter(entry -> entry.path("kind").asText().equals(kind))
                .toList();
    }

    private static String metrics() {
        return api.text("/metrics");
    }
}
