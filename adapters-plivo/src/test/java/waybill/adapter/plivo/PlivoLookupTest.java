package waybill.adapter.plivo;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.adapter.plivo.HostileServer.answer;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.out.MessageLookup.Answer;
import waybill.domain.Cost;
import waybill.domain.DeliveryReport;
import waybill.domain.ErrorCode;
import waybill.domain.Network;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;

class PlivoLookupTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.000001Z");
    private static final Duration SHORT = Duration.ofMillis(1500);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final ProviderId ID = new ProviderId("0a5b4ed0-0000-4000-8000-000000000001");
    private static final String RECORD = """
            {"api_id":"a","message_uuid":"%s","message_state":"undelivered","error_code":"050","units":2,
             "total_rate":"0.00350","total_amount":"0.00700","from_number":"14155550100","to_number":"15555550000",
             "message_time":"2017-05-22 21:36:14+05:30","message_direction":"outbound","message_type":"sms",
             "destination_network":"310260","powerpack_id":null,"something_new":{"a":[1]}}
            """.formatted(ID);

    @Test
    void a_record_is_read_as_a_report() {
        var report = found(RECORD);

        assertThat(report.providerId()).isEqualTo(ID);
        assertThat(report.status()).isEqualTo(ReportedStatus.UNDELIVERED);
        assertThat(report.errorCode()).isEqualTo(new ErrorCode("50"));
        assertThat(report.cost()).contains(new Cost(new BigDecimal("0.00700"), "USD", 2));
        assertThat(report.network()).contains(new Network("310", "260"));
        assertThat(report.times().message()).contains(Instant.parse("2017-05-22T16:06:14Z"));
        assertThat(report.from()).isEqualTo("14155550100");
        assertThat(report.sequence()).isEmpty();
        assertThat(report.receivedAt()).isEqualTo(NOW);
    }

    @Test
    void it_is_one_get_of_the_message_with_our_credentials() {
        try (var server = HostileServer.answering(json(RECORD))) {
            look(server);

            assertThat(server.requests()).hasSize(1);
            var request = server.requests().getFirst();
            assertThat(request.line())
                    .isEqualTo("GET /v1/Account/%s/Message/%s/ HTTP/1.1".formatted(TestAccounts.AUTH_ID, ID));
            assertThat(request.head()).contains("Authorization: Basic ");
        }
    }

    @Test
    void the_same_answer_again_has_the_same_fingerprint_and_another_state_has_not() {
        var first = found(RECORD).fingerprint();

        assertThat(found(RECORD.replace("\"a\"", "\"b\"")).fingerprint()).isEqualTo(first);
        assertThat(found(RECORD.replace("undelivered", "delivered")).fingerprint())
                .isNotEqualTo(first);
        assertThat(found(RECORD.replace("050", "051")).fingerprint()).isNotEqualTo(first);
        assertThat(found(RECORD.replace("0.00700", "0.00800")).fingerprint()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "queued, QUEUED",
        "sent, SENT",
        "delivered, DELIVERED",
        "failed, FAILED",
        "rejected, REJECTED",
        "READ, UNKNOWN"
    })
    void states_are_those_of_the_callbacks(String state, ReportedStatus status) {
        assertThat(found(RECORD.replace("undelivered", state)).status()).isEqualTo(status);
    }

    @Test
    void what_cannot_be_read_is_as_if_it_were_absent() {
        var report = found("""
                {"message_uuid":"%s","message_state":"sent","error_code":null,"units":"many","total_amount":[],
                 "message_time":"yesterday","destination_network":"?"}
                """.formatted(ID));

        assertThat(report.status()).isEqualTo(ReportedStatus.SENT);
        assertThat(report.errorCode()).isEqualTo(ErrorCode.NONE);
        assertThat(report.cost()).isEmpty();
        assertThat(report.network()).isEmpty();
        assertThat(report.times().message()).isEqualTo(Optional.empty());
        assertThat(report.to()).isEmpty();
    }

    @Test
    void what_plivo_does_not_know_is_not_found() {
        assertThat(look("404 x", "{\"error\":\"not found\"}")).isEqualTo(new Answer.NotFound());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "17",
                "{}",
                "{\"message_uuid\":",
                "<html>delivered</html>",
                "{\"message_uuid\":\"0a5b4ed0-0000-4000-8000-000000000001\"}",
                "{\"message_uuid\":\"another\",\"message_state\":\"delivered\"}",
                "{\"message_uuid\":[],\"message_state\":\"delivered\"}"
            })
    void an_answer_that_is_no_record_of_the_message_says_nothing(String body) {
        assertThat(look("200 OK", body)).isInstanceOf(Answer.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"301 x\r\nLocation: /elsewhere", "401 x", "403 x", "429 x", "500 x", "503 x\r\nRetry-After: 0"})
    void any_other_status_says_nothing_and_is_not_asked_again(String status) {
        try (var server = HostileServer.answering(answer(status, RECORD))) {
            assertThat(look(server)).isEqualTo(new Answer.Unavailable("HTTP " + status.substring(0, 3)));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {HostileServer.DROP, HostileServer.SILENCE, "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{"})
    void a_broken_connection_says_nothing(String what) {
        try (var server = HostileServer.answering(what)) {
            assertThat(look(server, ID, SHORT)).isInstanceOf(Answer.Unavailable.class);
        }
    }

    @Test
    void a_provider_that_cannot_be_reached_says_nothing() {
        var server = HostileServer.answering(HostileServer.DROP);
        server.close();

        assertThat(look(server)).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void an_id_from_outside_cannot_leave_its_place_in_the_path() {
        try (var server = HostileServer.answering(answer("404 x", ""))) {
            look(server, new ProviderId("../../x?y#z"), LONG);

            assertThat(server.requests().getFirst().line()).contains("/Message/..%2F..%2Fx%3Fy%23z/ ");
        }
    }

    private static DeliveryReport found(String body) {
        return ((Answer.Found) look("200 OK", body)).report();
    }

    private static Answer look(String status, String body) {
        try (var server = HostileServer.answering(answer(status + "\r\nContent-Type: application/json", body))) {
            return look(server);
        }
    }

    private static String json(String body) {
        return answer("200 OK\r\nContent-Type: application/json", body);
    }

    private static Answer look(HostileServer server) {
        return look(server, ID, LONG);
    }

    private static Answer look(HostileServer server, ProviderId id, Duration callTimeout) {
        try (var lookup = new PlivoLookup(TestAccounts.at(server.url(), callTimeout), () -> NOW)) {
            return lookup.look(id);
        }
    }
}
