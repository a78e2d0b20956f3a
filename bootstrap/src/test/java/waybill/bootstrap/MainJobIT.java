package waybill.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waybill.bootstrap.machine.FreePorts;

/** The demo, from a send to its end: plivo-java, the simulator, signed callbacks and PostgreSQL, all real. */
class MainJobIT {
    private static final Duration END = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static JarProcess demo;
    private static Api api;
    private static Api simulator;

    @BeforeAll
    static void start() {
        int port = FreePorts.next();
        demo = JarProcess.start(directory, Map.of("WAYBILL_PORT", String.valueOf(port)), "demo")
                .awaitOutput("Stop with Ctrl-C");
        api = Api.at(port, found("API key: (\\w+)"));
        simulator = Api.at(Integer.parseInt(found("curl -s http://127.0.0.1:(\\d+)/_simulator")), "");
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @ParameterizedTest
    @CsvSource({
        "+15555550000, delivered,",
        "+15555550050, undelivered, 50",
        "+15555550420, failed, 420",
        "+15555551000, undelivered, 1000",
        "+15555552429, delivered,",
        "+15555552503, delivered,",
        "+15555552400, failed,",
        "+15555553000, delivered,",
        "+15555553001, delivered,",
        "+15555553002, delivered,",
        "+15555553003, delivered,",
        "+4915112345678, delivered,"
    })
    void every_recipient_ends_as_it_is_scripted(String to, String status, String errorCode) {
        var id = api.send(to);

        Awaitility.await()
                .atMost(END)
                .until(() -> !api.message(id).path("closed_at").isNull());

        var message = api.message(id);
        assertThat(message.path("status").asText()).isEqualTo(status);
        assertThat(message.path("outcome").asText()).isEqualTo(status);
        assertThat(message.path("error_code").asText(null)).isEqualTo(errorCode);
        if (errorCode != null) {
            assertThat(message.path("error").path("meaning").asText()).isNotBlank();
            assertThat(message.path("error").path("advice").asText()).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({"+15555553004, sent", "+15555553005, submitted"})
    void what_was_not_reported_is_not_claimed(String to, String status) {
        var id = api.send(to);

        Awaitility.await()
                .atMost(END)
                .until(() -> api.message(id).path("status").asText().equals(status));

        assertThat(api.message(id).path("closed_at").isNull()).isTrue();
    }

    @Test
    void the_timeline_tells_plivos_times_the_cost_and_the_network() {
        var id = delivered("+15555550000");
        // Each comes by itself, and the last may be written first.
        await(id, "report", 3);
        await(id, "attempt", 1);

        var reports = entries(id, "report");

        assertThat(reports)
                .extracting(report -> report.path("status").asText())
                .containsExactly("queued", "sent", "delivered");
        var last = reports.getLast();
        assertThat(last.path("provider_times").path("report").asText()).endsWith("Z");
        assertThat(last.path("cost").path("amount").asText()).isEqualTo("0.00350");
        assertThat(last.path("network").path("mcc").asText()).isNotBlank();
        assertThat(last.path("authenticated_by").asText()).isEqualTo("V3");
        assertThat(last.path("verdict").asText()).isEqualTo("applied");
        assertThat(entries(id, "attempt"))
                .singleElement()
                .satisfies(
                        attempt -> assertThat(attempt.path("outcome").asText()).isEqualTo("accepted"));
    }

    @Test
    void reports_in_reverse_order_are_told_in_plivos_order_and_applied_by_rank() {
        var id = delivered("+15555553002");
        await(id, "report", 3);

        var reports = entries(id, "report");

        assertThat(reports)
                .extracting(report -> report.path("status").asText())
                .containsExactly("queued", "sent", "delivered");
        assertThat(reports)
                .extracting(report -> report.path("verdict").asText())
                .containsExactly("stale", "stale", "applied");
    }

    @Test
    void a_callback_that_comes_three_times_is_kept_once_and_counted() {
        var id = delivered("+15555553003");
        await(id, "report", 3);

        Awaitility.await()
                .atMost(END)
                .until(() -> entries(id, "report").stream()
                        .allMatch(report -> report.path("receipts").asInt() == 3));

        assertThat(entries(id, "report")).hasSize(3);
    }

    @Test
    void a_connection_that_drops_before_the_response_leads_to_no_second_send() {
        var id = delivered("+15555553000");
        await(id, "attempt", 1);

        assertThat(entries(id, "attempt"))
                .singleElement()
                .satisfies(
                        attempt -> assertThat(attempt.path("outcome").asText()).isEqualTo("unknown"));
        assertThat(acceptedOf(id)).isEqualTo(1);
    }

    @Test
    void plivo_accepted_each_send_once() {
        var id = delivered("+15555552503");

        assertThat(acceptedOf(id)).isEqualTo(1);
        assertThat(simulator
                        .get("/_simulator/messages")
                        .path("accepted_more_than_once")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void no_secret_is_in_the_log_and_no_number() throws IOException {
        delivered("+15555550050");
        var secrets = Files.readAllLines(directory.resolve("data/demo/demo-secrets.properties")).stream()
                .filter(line -> !line.startsWith("PLIVO_AUTH_ID="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .toList();

        var log = demo.output().lines().filter(line -> line.startsWith("{")).toList();

        assertThat(secrets).hasSize(2);
        assertThat(log)
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line).doesNotContain(secrets).doesNotContain("1555555", "4155550100", "Your code"));
    }

    @Test
    void what_is_kept_for_the_demo_is_its_owners_alone() throws IOException {
        assertThat(Files.getPosixFilePermissions(directory.resolve("data/demo/demo-secrets.properties")))
                .hasToString("[OWNER_READ, OWNER_WRITE]");
    }

    private static String delivered(String to) {
        var id = api.send(to);
        Awaitility.await()
                .atMost(END)
                .until(() -> !api.message(id).path("closed_at").isNull());
        return id;
    }

    private static void await(String id, String kind, int count) {
        Awaitility.await().atMost(END).until(() -> entries(id, kind).size() == count);
    }

    private static List<JsonNode> entries(String id, String kind) {
        return StreamSupport.stream(api.timeline(id).path("entries").spliterator(), false)
                .filter(entry -> entry.path("kind").asText().equals(kind))
                .toList();
    }

    /** How often Plivo accepted a send with the callback URL of this message. */
    private static int acceptedOf(String id) {
        return StreamSupport.stream(
                        simulator.get("/_simulator/messages").path("data").spliterator(), false)
                .filter(sent -> sent.path("url").asText().endsWith(id))
                .mapToInt(sent -> sent.path("accepted").asInt())
                .sum();
    }

    private static String found(String pattern) {
        return Pattern.compile(pattern)
                .matcher(demo.output())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}
