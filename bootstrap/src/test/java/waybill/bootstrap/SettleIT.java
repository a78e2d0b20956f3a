package waybill.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.bootstrap.machine.FreePorts;

/** A send whose answer was lost is settled by evidence, and sent again only when it surely never happened. */
class SettleIT {
    private static final Duration SECONDS = Duration.ofSeconds(15);
    private static final Duration END = Duration.ofSeconds(60);
    private static final String KEY = "an-api-key-of-24-letters-or-more";

    @TempDir
    private static Path directory;

    private static JarProcess simulator;
    private static JarProcess waybill;
    private static JarProcess cautious;
    private static Api api;
    private static Api cautiousApi;
    private static Api truth;

    @BeforeAll
    static void start() {
        int port = FreePorts.next();
        int cautiousPort = FreePorts.next();
        int simulatorPort = FreePorts.next();
        var environment = environment(simulatorPort);
        simulator = JarProcess.start(
                        directory.resolve("simulator"),
                        environment,
                        "simulate",
                        "--port=" + simulatorPort,
                        "--time-scale=20",
                        "--deliver-to=http://127.0.0.1:" + port)
                .awaitOutput("Plivo is simulated");
        waybill = serve("waybill", environment, Map.of("WAYBILL_PORT", String.valueOf(port)));
        cautious = serve(
                "cautious",
                environment,
                Map.of("WAYBILL_PORT", String.valueOf(cautiousPort), "WAYBILL_RESEND_WHEN_ABSENT", "false"));
        api = Api.at(port, KEY);
        cautiousApi = Api.at(cautiousPort, KEY);
        truth = Api.at(simulatorPort, KEY);
    }

    private static Map<String, String> environment(int simulatorPort) {
        return Map.of(
                "PLIVO_AUTH_ID",
                "MASETTLESETTLESETT00",
                "PLIVO_AUTH_TOKEN",
                "a-token",
                "PLIVO_API_URL",
                "http://127.0.0.1:" + simulatorPort,
                "PLIVO_LISTS_PER_MINUTE",
                "600",
                "WAYBILL_API_KEYS",
                KEY,
                "WAYBILL_PUBLIC_URL",
                "https://sms.example.com",
                "WAYBILL_POLL_INTERVAL",
                "100ms",
                "WAYBILL_SETTLING",
                "6s",
                "WAYBILL_SETTLING_GAP",
                "2s");
    }

    private static JarProcess serve(String name, Map<String, String> environment, Map<String, String> own) {
        var all = new HashMap<>(environment);
        all.putAll(own);
        PostgresPrograms.shareIn(directory.resolve(name).resolve("data/live"));
        return JarProcess.start(directory.resolve(name), all, "serve").awaitOutput("listens on");
    }

    @AfterAll
    static void nothing_was_accepted_twice() {
        var twice = truth.get("/_simulator/messages").path("accepted_more_than_once");
        cautious.close();
        waybill.close();
        simulator.close();
        assertThat(twice.asInt()).isZero();
    }

    @Test
    void by_its_callback_within_seconds() {
        var id = api.send("+15555553000");

        Awaitility.await().atMost(SECONDS).until(() -> status(api, id).equals("delivered"));

        assertThat(entries(id, "report")).isNotEmpty();
        assertAccepted("15555553000", 1);
    }

    @Test
    void without_a_callback_through_the_list() {
        var id = api.send("+15555553006");

        closed(api, id);

        assertThat(status(api, id)).isEqualTo("delivered");
        assertThat(entries(id, "report")).isEmpty();
        assertThat(entries(id, "lookup"))
                .anySatisfy(entry -> assertThat(entry.path("finding").asText()).isEqualTo("found"));
        awaitCounted(api, "waybill_settlements_total{outcome=\"found\"}");
    }

    @Test
    void what_plivo_never_took_is_sent_again_once() {
        var id = api.send("+15555552500");

        closed(api, id);

        assertThat(status(api, id)).isEqualTo("delivered");
        assertThat(entries(id, "lookup"))
                .filteredOn(entry -> entry.path("finding").asText().equals("absent"))
                .hasSize(2);
        // Its delivery may be reported before the answer to the second is written.
        Awaitility.await().atMost(SECONDS).until(() -> entries(id, "attempt").size() == 2);
        assertThat(entries(id, "attempt"))
                .extracting(entry -> entry.path("outcome").asText())
                .containsExactly("unknown", "accepted");
        assertAccepted("15555552500", 1);
        awaitCounted(api, "waybill_settlements_total{outcome=\"resent\"} 1.0");
    }

    @Test
    void what_may_not_be_sent_again_ends_unconfirmed() {
        var id = cautiousApi.send("+15555552502");

        closed(cautiousApi, id);

        assertEndedUnconfirmed(cautiousApi, id);
        awaitCounted(cautiousApi, "waybill_settlements_total{outcome=\"absent\"} 1.0");
        assertAccepted("15555552502", 0);
    }

    /** Two records, two messages, and nothing tells which is whose. */
    @Test
    void what_cannot_be_told_apart_ends_unconfirmed_and_is_never_doubled() {
        var one = sendFromElsewhere();
        var other = sendFromElsewhere();

        closed(cautiousApi, one);
        closed(cautiousApi, other);

        assertEndedUnconfirmed(cautiousApi, one);
        assertEndedUnconfirmed(cautiousApi, other);
        awaitCounted(cautiousApi, "waybill_settlements_total{outcome=\"undecided\"} 2.0");
    }

    /** From another number than the other tests, which share the account. */
    private static String sendFromElsewhere() {
        return cautiousApi.send("+14155550199", "+15555553006");
    }

    private static void assertEndedUnconfirmed(Api from, String id) {
        var message = from.message(id);
        assertThat(message.path("status").asText()).isEqualTo("unconfirmed");
        assertThat(message.path("outcome").asText()).isEqualTo("unconfirmed");
    }

    private static void assertAccepted(String to, int times) {
        var sends = truth.get("/_simulator/messages?to=" + to).path("data");
        assertThat(sends)
                .singleElement()
                .satisfies(send -> assertThat(send.path("accepted").asInt()).isEqualTo(times));
    }

    /** What is written is counted a moment later. */
    private static void awaitCounted(Api from, String series) {
        Awaitility.await().atMost(SECONDS).until(() -> from.text("/metrics").contains(series));
    }

    private static void closed(Api from, String id) {
        Awaitility.await()
                .atMost(END)
                .until(() -> !from.message(id).path("closed_at").isNull());
    }

    private static String status(Api from, String id) {
        return from.message(id).path("status").asText();
    }

    private static List<JsonNode> entries(String id, String kind) {
        return StreamSupport.stream(api.timeline(id).path("entries").spliterator(), false)
                .filter(entry -> entry.path("kind").asText().equals(kind))
                .toList();
    }
}
