package waybill.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.FutureTask;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageApiTest extends SimulatorTest {

    private static final String TO = "+14155550123";

    MessageApiTest() throws IOException {
        super(Client.config());
    }

    @Test
    void a_message_is_queued_and_can_be_looked_up() throws Exception {
        var queued = client.send(Client.message(TO));

        assertThat(queued.status()).isEqualTo(202);
        assertThat(queued.contentType()).isEqualTo("application/json");
        assertThat(queued.json().get("message").asText()).isEqualTo("message(s) queued");
        assertThat(queued.json().get("api_id").asText()).hasSize(36);
        assertThat(queued.json().has("invalid_number")).isFalse();
        await().until(() -> message(queued.uuid()).get("message_state").asText().equals("delivered"));
        var message = message(queued.uuid());
        assertThat(message.get("message_uuid").asText()).isEqualTo(queued.uuid());
        assertThat(message.get("from_number").asText()).isEqualTo("14155550100");
        assertThat(message.get("to_number").asText()).isEqualTo("14155550123");
        assertThat(message.get("message_direction").asText()).isEqualTo("outbound");
        assertThat(message.get("message_type").asText()).isEqualTo("sms");
        assertThat(message.get("message_time").asText()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\+05:30");
        assertThat(message.get("units").isInt()).isTrue();
        assertThat(message.get("total_rate").asText()).isEqualTo("0.00350");
        assertThat(message.get("total_amount").asText()).isEqualTo("0.00350");
        assertThat(message.get("error_code").asText()).isEqualTo("000");
        assertThat(message.get("powerpack_id").isNull()).isTrue();
        assertThat(message.get("resource_uri").asText()).isEqualTo(client.path() + queued.uuid() + "/");
        assertThat(message.has("text")).as("Plivo's listings carry no text").isFalse();
    }

    @Test
    void a_message_under_way_has_neither_error_code_nor_price() throws Exception {
        var slow = PlivoSimulator.start(Client.config().withTimeScale(0.001));
        try (slow;
                var other = new Client(slow)) {
            var uuid = other.send(Client.message(TO)).uuid();

            var message = other.get(other.path() + uuid + "/").json();
            assertThat(message.get("message_state").asText()).isEqualTo("queued");
            assertThat(message.get("error_code").isNull()).isTrue();
            assertThat(message.get("total_amount").asText()).isEqualTo("0.00000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic !!!", "Bearer first-token"})
    void without_credentials_there_is_no_way_in(String authorization) throws Exception {
        var request = client.request(client.path());

        var answer =
                client.exchange(authorization.isEmpty() ? request : request.header("Authorization", authorization));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).startsWith("Could not verify your access level");
    }

    @Test
    void every_token_of_the_account_opens_it_and_no_other() throws Exception {
        assertThat(statusAs(Client.AUTH_ID, Client.TOKEN)).isEqualTo(202);
        assertThat(statusAs(Client.AUTH_ID, Client.OTHER_TOKEN)).isEqualTo(202);
        assertThat(statusAs(Client.AUTH_ID, "wrong")).isEqualTo(401);
        assertThat(statusAs("MA0000000000ABCDEFGH", Client.TOKEN)).isEqualTo(401);
        assertThat(simulator.requestsTotal()).isEqualTo(4);
        assertThat(simulator.acceptedTotal()).isEqualTo(2);
    }

    @Test
    void another_account_in_the_path_is_not_ours() throws Exception {
        assertThat(client.get("/v1/Account/MA0000000000ABCDEFGH/Message/").status())
                .isEqualTo(401);
    }

    @Test
    void the_trailing_slash_may_be_missing() throws Exception {
        var path = "/v1/Account/" + Client.AUTH_ID + "/Message";

        var uuid = client.post(path, "application/json", Client.message(TO).toString())
                .uuid();

        assertThat(client.get(path + "/" + uuid).status()).isEqualTo(200);
        assertThat(client.get(path).status()).isEqualTo(200);
        assertThat(client.get(path + "?limit=1").status()).isEqualTo(200);
    }

    @Test
    void a_form_is_taken_as_well() throws Exception {
        var answer = client.post(
                client.path(),
                "application/x-www-form-urlencoded; charset=utf-8",
                "src=%2B14155550100&dst=%2B14155550123&text=gr%C3%BC%C3%9F+dich");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(truth(TO).text()).isEqualTo("grüß dich");
    }

    @Test
    void several_destinations_become_several_messages_once_each() throws Exception {
        var answer = client.send(Client.message("+14155550123<14155550124<+14155550123<nobody<14155550123"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("message_uuid")).hasSize(2);
        assertThat(StreamSupport.stream(answer.json().get("invalid_number").spliterator(), false)
                        .map(JsonNode::asText))
                .containsExactly("nobody");
    }

    @Test
    void a_powerpack_sends_from_a_number_of_its_own() throws Exception {
        var message = Client.message(TO).put("powerpack_uuid", "6f2c5c7c-0000-4000-8000-000000000001");
        message.remove("src");

        var uuid = client.send(message).uuid();

        assertThat(message(uuid).get("powerpack_id").asText()).isEqualTo("6f2c5c7c-0000-4000-8000-000000000001");
        assertThat(message(uuid).get("from_number").asText()).isEqualTo(SendRequestReader.POWERPACK_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-4000-8000-000000000000", "no-uuid"})
    void an_unknown_message_is_not_found(String uuid) throws Exception {
        var answer = client.get(client.path() + uuid + "/");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("error").asText()).isEqualTo("not found");
        assertThat(answer.json().has("api_id")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"PUT, '', 'GET, POST'", "DELETE, '', 'GET, POST'", "POST, no-uuid/, GET", "DELETE, no-uuid/, GET"})
    void another_method_is_not_allowed(String method, String uuid, String allowed) throws Exception {
        var request = client.request(client.path() + uuid)
                .header("Authorization", Client.basic(Client.AUTH_ID, Client.TOKEN))
                .method(method, BodyPublishers.ofString("{}"));

        var answer = client.exchange(request);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.json().get("error").asText()).isEqualTo("method not allowed");
        assertThat(answer.response().headers().firstValue("Allow")).contains(allowed);
    }

    @Test
    void a_body_in_chunks_that_are_none_is_refused() throws Exception {
        var head = "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
                .formatted(client.path(), Client.basic(Client.AUTH_ID, Client.TOKEN));
        try (var socket = new Socket(simulator.baseUrl().getHost(), simulator.port())) {
            socket.getOutputStream().write((head + "no-size\r\n{}\r\n0\r\n\r\n").getBytes(US_ASCII));
            socket.shutdownOutput();

            var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);

            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("Request body is not valid")
                    .doesNotContain("no-size");
        }
    }

    @Test
    void a_body_has_a_largest_size() throws Exception {
        var answer = client.post(client.path(), "application/json", " ".repeat((1 << 20) + 1));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void a_port_that_is_taken_is_told() {
        assertThatThrownBy(() -> PlivoSimulator.start(Client.config().withPort(simulator.port())))
                .hasMessageContaining("cannot listen on port " + simulator.port());
    }

    @Test
    void what_cannot_start_leaves_no_thread_behind() {
        var before = threads();

        assertThatThrownBy(() -> PlivoSimulator.start(Client.config().withPort(simulator.port())))
                .isInstanceOf(IllegalStateException.class);

        await().until(() -> threads() <= before);
    }

    @Test
    void whoever_waits_for_its_end_is_told_that_it_was_closed() throws Exception {
        var other = PlivoSimulator.start(Client.config());
        var waiting = new FutureTask<>(other::awaitEnd);
        Thread.startVirtualThread(waiting);

        other.close();

        assertThat(waiting.get()).isTrue();
        assertThat(other.awaitEnd()).as("also who comes later").isTrue();
    }

    @Test
    void a_closed_simulator_calls_nobody_any_more() throws Exception {
        var slow = PlivoSimulator.start(Client.config().withTimeScale(0.01));
        try (var other = new Client(slow)) {
            other.send(Client.message(TO, listener.url("/report")));
            await().until(() -> listener.received().size() == 1);

            slow.close();
        }
        assertThat(slow.messages().getFirst().state()).isIn("queued", "sent");
        assertThat(slow.messages().getFirst().callbacks().generated()).isLessThan(3);
    }

    /** Those of this simulator's and of any other's. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("plivo-simulator-"))
                .count();
    }

    private JsonNode message(String uuid) throws IOException, InterruptedException {
        var answer = client.get(client.path() + uuid + "/");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private int statusAs(String user, String password) throws IOException, InterruptedException {
        return client.exchange(client.request(client.path())
                        .header("Authorization", Client.basic(user, password))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Client.message(TO).toString())))
                .status();
    }
}
