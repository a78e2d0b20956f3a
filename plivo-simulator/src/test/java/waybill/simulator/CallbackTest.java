package waybill.simulator;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackTest extends SimulatorTest {

    private static final String TO = "+14155550123";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}";

    CallbackTest() throws IOException {
        super(Client.config());
    }

    @Test
    void the_parameters_grow_with_what_is_known() throws Exception {
        var uuid = client.send(Client.message(TO, listener.url("/report")).put("text", "x".repeat(161)))
                .uuid();

        await().until(() -> listener.received().size() == 3);
        var queued = listener.received().getFirst().parameters();
        var sent = listener.received().get(1).parameters();
        var delivered = listener.received().getLast().parameters();
        assertThat(queued)
                .containsAllEntriesOf(Map.of(
                        "MessageUUID", uuid,
                        "ParentMessageUUID", uuid,
                        "PartInfo", "1 of 1",
                        "From", "14155550100",
                        "To", "14155550123",
                        "Status", "queued",
                        "Type", "sms",
                        "Units", "2",
                        "TotalRate", "0.00000",
                        "TotalAmount", "0.00000"))
                .containsEntry("Sequence", "1")
                .containsEntry("PowerpackUUID", "")
                .containsEntry("requester_ip", "127.0.0.1")
                .doesNotContainKeys("MCC", "MNC", "ErrorCode", "SentTime", "DeliveryReportTime");
        assertThat(sent)
                .containsAllEntriesOf(Map.of(
                        "Status", "sent",
                        "TotalRate", "0.00350",
                        "TotalAmount", "0.00700",
                        "MCC", "310",
                        "MNC", "260",
                        "ErrorCode", "000",
                        "Sequence", "2"))
                .doesNotContainKey("DeliveryReportTime");
        assertThat(delivered).containsAllEntriesOf(Map.of("Status", "delivered", "ErrorCode", "000", "Sequence", "3"));
        assertThat(List.of("MessageTime", "QueuedTime", "SentTime", "DeliveryReportTime"))
                .allSatisfy(time -> assertThat(delivered.get(time)).matches(TIME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/report", "/", "/report?tenant=b&tenant=a&x=a+b%2Bc", "/gr%C3%BC%C3%9Fe"})
    void a_post_is_a_form_signed_with_the_first_token(String path) throws Exception {
        client.send(Client.message(TO, listener.url(path)));

        await().until(() -> listener.received().size() == 3);
        assertThat(listener.received()).allSatisfy(callback -> {
            assertThat(callback.method()).isEqualTo("POST");
            assertThat(callback.target()).isEqualTo(path);
            assertThat(callback.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
            assertSigned(callback, "POST", listener.url(path), Parameters.decode(callback.body()));
        });
    }

    @Test
    void a_get_carries_everything_in_its_query() throws Exception {
        var url = listener.url("/report?tenant=7");
        client.send(Client.message(TO, url).put("method", "GET"));

        await().until(() -> listener.received().size() == 3);
        assertThat(listener.received()).allSatisfy(callback -> {
            assertThat(callback.method()).isEqualTo("GET");
            assertThat(callback.target()).startsWith("/report?tenant=7&MessageUUID=");
            assertThat(callback.body()).isEmpty();
            // A verifier sees one URL with one query.
            assertSigned(callback, "GET", listener.url(callback.target()), Parameters.NONE);
        });
    }

    @Test
    void without_a_url_nobody_is_called() throws Exception {
        client.send(Client.message(TO));

        await().until(() -> truth(TO).state().equals("delivered"));
        assertThat(truth(TO).callbacks()).isEqualTo(CallbackCounts.NONE);
    }

    @Test
    void what_is_signed_is_the_public_url_and_what_is_called_is_the_target() throws Exception {
        var target = new CallbackTarget.Through(URI.create(listener.url("")), "/sms");
        try (var behindProxy = PlivoSimulator.start(Client.config().withCallbackTarget(target), PATIENCE);
                var other = new Client(behindProxy)) {
            other.send(Client.message(TO, "https://example.com/sms/report?x=1"));

            await().until(() -> listener.received().size() == 3);
            assertThat(listener.received()).allSatisfy(callback -> {
                assertThat(callback.target()).isEqualTo("/report?x=1");
                assertSigned(
                        callback, "POST", "https://example.com/sms/report?x=1", Parameters.decode(callback.body()));
            });
        }
    }

    @Test
    void many_at_once_are_all_called_back_in_order() throws Exception {
        for (int i = 0; i < 300; i++) {
            client.send(Client.message("+1415555%04d".formatted(i), listener.url("/" + i)));
        }

        await().until(() -> simulator.messages().stream()
                .allMatch(truth -> truth.callbacks().acknowledged() == 3));
        var perMessage = listener.received().stream().collect(groupingBy(Listener.Received::target));
        assertThat(perMessage).hasSize(300);
        assertThat(perMessage.values())
                .allSatisfy(callbacks -> assertThat(callbacks)
                        .extracting(callback -> callback.parameter("Status"))
                        .containsExactly("queued", "sent", "delivered"));
    }

    @Test
    void a_url_that_nobody_can_be_called_at_is_given_up() throws Exception {
        try (var fast = PlivoSimulator.start(Client.config().withTimeScale(10_000));
                var other = new Client(fast)) {
            other.send(Client.message(TO, "http://127.0.0.1:99999/report"));

            await().until(() -> fast.messages().getFirst().callbacks().givenUp() == 3);
        }
    }

    private static void assertSigned(Listener.Received callback, String method, String url, Parameters parameters) {
        var v2Nonce = callback.header("X-Plivo-Signature-V2-Nonce");
        var v3Nonce = callback.header("X-Plivo-Signature-V3-Nonce");
        var v3 = Signature.v3(Client.TOKEN, method, url, parameters, v3Nonce);
        assertThat(List.of(v2Nonce, v3Nonce)).allMatch(nonce -> nonce.matches("[1-9]\\d{19}"));
        var v2 = Signature.v2(Client.TOKEN, url, v2Nonce);
        assertThat(callback.header("X-Plivo-Signature-V2")).isEqualTo(v2);
        assertThat(callback.header("X-Plivo-Signature-Ma-V2")).isEqualTo(v2);
        assertThat(callback.header("X-Plivo-Signature-V3")).isEqualTo(v3);
        assertThat(callback.header("X-Plivo-Signature-Ma-V3")).isEqualTo(v3);
    }
}
