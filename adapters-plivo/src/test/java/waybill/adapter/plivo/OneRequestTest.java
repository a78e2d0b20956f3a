package waybill.adapter.plivo;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.adapter.plivo.HostileServer.DROP;
import static waybill.adapter.plivo.HostileServer.SILENCE;
import static waybill.adapter.plivo.HostileServer.accepted;
import static waybill.adapter.plivo.HostileServer.answer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.out.SmsGatewayContract;
import waybill.domain.ProviderId;
import waybill.domain.Refusal;
import waybill.domain.SubmissionOutcome;
import waybill.domain.SubmissionOutcome.Accepted;
import waybill.domain.SubmissionOutcome.NotAccepted;
import waybill.domain.SubmissionOutcome.Refused;
import waybill.domain.SubmissionOutcome.Unauthorized;
import waybill.domain.SubmissionOutcome.Unknown;

/** Whatever a server does, a submission is one POST, and its outcome is what is known and no more. */
class OneRequestTest {
    private static final URI PUBLIC_URL = URI.create("https://sms.example.com");
    private static final Duration SHORT = Duration.ofMillis(1500);

    /** Enough for the request to be read, on a slow machine too. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final Duration LONG = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 504, 501, 505, 599, 300, 301, 302, 303, 304, 307, 308})
    void an_answer_that_does_not_say_whether_it_happened_leaves_it_unknown(int status) {
        assertOnePost(answer(status + " x\r\nLocation: /elsewhere/", "{}"), new Unknown("HTTP " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 403, 404, 405, 409, 410, 413, 415, 421, 422, 425, 451})
    void a_refusal_is_for_good_and_in_plivo_s_words(int status) {
        assertOnePost(
                answer(status + " x", "{\"api_id\":\"a\",\"error\":\"not\\nso\"}"),
                new Refused(new Refusal(status, "not\\u000aso")));
    }

    /** OkHttp gives up on it before the body can be read: it knows of no proxy. */
    @Test
    void a_proxy_in_between_that_wants_credentials_is_a_refusal_without_words() {
        assertOnePost(answer("407 x", "no"), new Refused(new Refusal(407, "")));
    }

    @Test
    void denied_credentials_are_not_answered_with_other_ones() {
        assertOnePost(answer("401 x\r\nWWW-Authenticate: Basic realm=\"x\"", "no"), new Unauthorized());
    }

    @ParameterizedTest
    @MethodSource
    void a_server_that_is_busy_has_not_accepted(String status, Optional<Duration> retryAfter) {
        assertOnePost(answer(status, ""), new NotAccepted("HTTP " + status.substring(0, 3), retryAfter));
    }

    static Stream<Arguments> a_server_that_is_busy_has_not_accepted() {
        return Stream.of(
                Arguments.of("503 x", Optional.empty()),
                Arguments.of("503 x\r\nRetry-After: 0", Optional.of(Duration.ZERO)),
                Arguments.of("429 x\r\nRetry-After: 7", Optional.of(Duration.ofSeconds(7))),
                Arguments.of("429 x\r\nRetry-After: 3601", Optional.of(Duration.ofHours(1))),
                Arguments.of("429 x\r\nRetry-After: 999999999", Optional.of(Duration.ofHours(1))),
                Arguments.of("429 x\r\nRetry-After: 99999999999999999999", Optional.empty()),
                Arguments.of("429 x\r\nRetry-After: -1", Optional.empty()),
                Arguments.of("429 x\r\nRetry-After: soon", Optional.empty()),
                Arguments.of("429 x\r\nRetry-After: Mon, 23 Nov 2026 10:00:30 GMT", Optional.empty()),
                Arguments.of(
                        "503 x\r\nDate: Mon, 23 Nov 2026 10:00:00 GMT\r\nRetry-After: Mon, 23 Nov 2026 10:00:30 GMT",
                        Optional.of(Duration.ofSeconds(30))),
                Arguments.of(
                        "503 x\r\nDate: Mon, 23 Nov 2026 10:00:00 GMT\r\nRetry-After: Mon, 23 Nov 2026 09:59:30 GMT",
                        Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "",
                "null",
                "[]",
                "{}",
                "{\"message_uuid\":[]}",
                "{\"message_uuid\":[null]}",
                "{\"message_uuid\":[\" \"]}",
                "{\"message_uuid\":{\"a\":1}}",
                "{\"message_uuid\":[\"x"
            })
    void an_acceptance_without_a_readable_id_is_unknown(String body) {
        assertOnePost(answer("202 x", body), new Unknown("HTTP 202 without a readable message_uuid"));
        assertOnePost(answer("200 x", body), new Unknown("HTTP 200 without a readable message_uuid"));
    }

    @Test
    void an_acceptance_is_any_success_with_an_id() {
        assertOnePost(answer("200 x", "{\"message_uuid\":[\"one\"]}"), new Accepted(new ProviderId("one")));
        assertOnePost(answer("202 x", "{\"new\":1,\"message_uuid\":[\"one\"]}"), new Accepted(new ProviderId("one")));
        assertOnePost("HTTP/1.1 204 x\r\n\r\n", new Unknown("HTTP 204 without a readable message_uuid"));
    }

    @Test
    void an_error_that_is_no_json_is_told_as_it_came() {
        assertOnePost(
                answer("400 x\r\nContent-Type: text/html", "<html>\tno</html>"),
                new Refused(new Refusal(400, "<html>\\u0009no</html>")));
    }

    @Test
    void an_error_without_end_is_cut() {
        assertOnePost(answer("400 x", "e".repeat(1_000_000)), new Refused(new Refusal(400, "e".repeat(500))));
    }

    @Test
    void an_error_whose_body_breaks_off_is_still_that_error() {
        assertOnePost(
                "HTTP/1.1 422 x\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{",
                new Refused(new Refusal(422, "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DROP,
                "HTTP/1.1 20",
                "garbage\r\n\r\n",
                "HTTP/1.1 202",
                "HTTP/1.1 9x9 OK\r\n\r\n",
                "HTTP/1.1 202 x\r\nContent-Le",
            })
    void no_complete_answer_leaves_it_unknown(String answer) {
        assertThat(outcomeOfOnePost(answer, LONG)).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 202 x\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{\"message_uuid\":[\"one\"",
                "HTTP/1.1 202 x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\ngarbage",
                "HTTP/1.1 202 x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"mes",
            })
    void half_an_acceptance_leaves_it_unknown(String answer) {
        assertOnePost(answer, new Unknown("HTTP 202 without a readable message_uuid"));
    }

    @Test
    void silence_leaves_it_unknown_when_the_time_for_the_call_is_over() {
        assertThat(outcomeOfOnePost(SILENCE, PATIENCE)).isEqualTo(new Unknown("no answer came in time"));
    }

    @Test
    void a_connection_that_was_kept_alive_and_drops_after_the_request_was_read_leaves_it_unknown() {
        try (var server = HostileServer.answering(accepted("one"), DROP, accepted("two"));
                var gateway = new PlivoGateway(TestAccounts.at(server.url(), LONG), PUBLIC_URL)) {
            var first = gateway.submit(SmsGatewayContract.submission(1));

            var second = gateway.submit(SmsGatewayContract.submission(2));

            assertThat(first).isEqualTo(new Accepted(new ProviderId("one")));
            assertThat(second).isEqualTo(new Unknown("the connection broke before the answer was complete"));
            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).as("the connection was kept alive").isEqualTo(1);
        }
    }

    @Test
    void a_connection_that_is_refused_means_that_it_did_not_happen() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        var outcome = outcome(URI.create("http://127.0.0.1:" + port), LONG);

        assertThat(outcome).isEqualTo(new NotAccepted("no connection to the API", Optional.empty()));
    }

    @Test
    void a_name_that_does_not_resolve_means_that_it_did_not_happen() {
        var outcome = outcome(URI.create("https://api.invalid"), LONG);

        assertThat(outcome).isEqualTo(new NotAccepted("the API's host name does not resolve", Optional.empty()));
    }

    @Test
    void a_handshake_that_fails_means_that_it_did_not_happen() {
        try (var server = HostileServer.answering("HTTP/1.1 400 this is not TLS\r\n\r\n")) {
            var url = URI.create("https://127.0.0.1:" + server.url().getPort());

            assertThat(outcome(url, SHORT)).isInstanceOf(NotAccepted.class);
            assertThat(server.requests()).isEmpty();
        }
    }

    private static void assertOnePost(String answer, SubmissionOutcome expected) {
        assertThat(outcomeOfOnePost(answer, LONG)).isEqualTo(expected);
    }

    /** A second server answer would accept: whoever asks twice gets it, and is found out by the count. */
    private static SubmissionOutcome outcomeOfOnePost(String answer, Duration callTimeout) {
        try (var server = HostileServer.answering(answer, accepted("second"))) {
            var outcome = outcome(server.url(), callTimeout);

            assertThat(server.requests()).hasSize(1);
            assertThat(server.requests().getFirst().line())
                    .isEqualTo("POST /v1/Account/%s/Message/ HTTP/1.1".formatted(TestAccounts.AUTH_ID));
            return outcome;
        }
    }

    private static SubmissionOutcome outcome(URI apiUrl, Duration callTimeout) {
        try (var gateway = new PlivoGateway(TestAccounts.at(apiUrl, callTimeout), PUBLIC_URL)) {
            return gateway.submit(SmsGatewayContract.submission(1));
        }
    }
}
