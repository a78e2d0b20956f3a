package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.in.SendMessage.Command;
import waybill.application.port.in.SendMessage.Result;

class SendRequestTest {
    private static final String REST = "\"from\":\"+14155550100\",\"to\":\"+15555550050\"";
    private static final String WHOLE = REST + ",\"text\":\"Hi\"";

    private final List<Command> commands = new ArrayList<>();
    private final HttpServer server;

    SendRequestTest() {
        var api = new TestApi();
        api.send = command -> {
            commands.add(command);
            return new Result.Accepted(Samples.accepted(command));
        };
        server = api.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void optional_fields_are_read() throws IOException {
        var response = RawClient.post(
                server, "/v1/messages", "{" + WHOLE + ",\"expires_in\":60,\"client_reference\":\"order 7\"}");

        assertThat(response.status()).isEqualTo(202);
        assertThat(commands.getFirst().expiresIn()).contains(Duration.ofMinutes(1));
        assertThat(commands.getFirst().clientReference().orElseThrow().value()).isEqualTo("order 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "604800"})
    void the_edges_of_expires_in_are_within(String seconds) throws IOException {
        var response = RawClient.post(server, "/v1/messages", "{" + WHOLE + ",\"expires_in\":" + seconds + "}");

        assertThat(response.status()).isEqualTo(202);
    }

    static final List<Arguments> BAD_FIELDS = List.of(
            Arguments.of("{" + REST + "}", "text", "required"),
            Arguments.of("{" + REST + ",\"text\":null}", "text", "required"),
            Arguments.of("{" + REST + ",\"text\":4711}", "text", "wrong_type"),
            Arguments.of("{" + REST + ",\"text\":true}", "text", "wrong_type"),
            Arguments.of("{" + REST + ",\"text\":[\"a\"]}", "text", "wrong_type"),
            Arguments.of("{" + REST + ",\"text\":{\"text\":\"a\"}}", "text", "wrong_type"),
            Arguments.of("{" + REST + ",\"text\":\"\"}", "text", "empty_text"),
            Arguments.of("{" + REST + ",\"text\":\"a\\u0000b\"}", "text", "invalid_text"),
            Arguments.of("{" + REST + ",\"text\":\"\\ud83d\"}", "text", "invalid_text"),
            Arguments.of("{" + REST + ",\"text\":\"\\ude00\\ud83d\"}", "text", "invalid_text"),
            Arguments.of("{" + REST + ",\"text\":\"" + "a".repeat(1601) + "\"}", "text", "text_too_long"),
            Arguments.of("{" + WHOLE + ",\"text\":\"Ho\"}", "text", "repeated_field"),
            Arguments.of("{" + WHOLE + ",\"t\\u0065xt\":\"Ho\"}", "text", "repeated_field"),
            Arguments.of("{" + WHOLE + ",\"Text\":\"Ho\"}", "Text", "unknown_field"),
            Arguments.of("{" + WHOLE + ",\"\":\"Ho\"}", "", "unknown_field"),
            Arguments.of("{" + WHOLE + ",\"\\ud800<b>\":1}", "??b?", "unknown_field"),
            Arguments.of("{\"from\":\"+14155550100\",\"to\":15555550050,\"text\":\"a\"}", "to", "wrong_type"),
            Arguments.of(
                    "{\"from\":\"+14155550100\",\"to\":\"15555550050\",\"text\":\"a\"}", "to", "invalid_phone_number"),
            Arguments.of(
                    "{\"from\":\"not a sender at all\",\"to\":\"+15555550050\",\"text\":\"a\"}",
                    "from",
                    "invalid_sender"),
            Arguments.of("{" + WHOLE + ",\"client_reference\":\"\"}", "client_reference", "invalid_client_reference"),
            Arguments.of(
                    "{" + WHOLE + ",\"client_reference\":\"\\n\"}", "client_reference", "invalid_client_reference"),
            Arguments.of("{" + WHOLE + ",\"client_reference\":7}", "client_reference", "wrong_type"),
            Arguments.of("{" + WHOLE + ",\"expires_in\":\"60\"}", "expires_in", "wrong_type"),
            Arguments.of("{" + WHOLE + ",\"expires_in\":60.0}", "expires_in", "wrong_type"),
            Arguments.of("{" + WHOLE + ",\"expires_in\":6e1}", "expires_in", "wrong_type"),
            Arguments.of("{" + WHOLE + ",\"expires_in\":4}", "expires_in", "invalid_expires_in"),
            Arguments.of("{" + WHOLE + ",\"expires_in\":-1}", "expires_in", "invalid_expires_in"),
            Arguments.of("{" + WHOLE + ",\"expires_in\":604801}", "expires_in", "invalid_expires_in"),
            Arguments.of("{" + WHOLE + ",\"expires_in\":9223372036854775808}", "expires_in", "wrong_type"));

    @ParameterizedTest
    @FieldSource("BAD_FIELDS")
    void a_bad_field_is_named(String body, String field, String code) throws IOException {
        MessageRoutesTest.assertFieldError(RawClient.post(server, "/v1/messages", body), field, code);

        assertThat(commands).isEmpty();
    }

    static final List<String> MALFORMED = List.of(
            "",
            " ",
            "null",
            "[]",
            "\"text\"",
            "{",
            "{" + WHOLE,
            "{" + WHOLE + ",}",
            "{" + WHOLE + "}{}",
            "{" + WHOLE + "} x",
            "{" + WHOLE + "}\0",
            "\ufeff{" + WHOLE + "}",
            "{'from':1}",
            "{from:1}",
            "{" + WHOLE + ",\"x\":NaN}",
            "{" + WHOLE + ",\"x\":01}",
            "{" + WHOLE + "/* */}",
            "{" + REST + ",\"text\":\"a\nb\"}",
            "{" + REST + ",\"text\":\"\\x41\"}",
            "{" + REST + ",\"text\":\"\\u00\"}");

    @ParameterizedTest
    @FieldSource("MALFORMED")
    void what_is_no_json_object_is_refused(String body) throws IOException {
        MessageRoutesTest.assertFieldError(RawClient.post(server, "/v1/messages", body), "", "malformed_json");

        assertThat(commands).isEmpty();
    }

    static final List<String> EXCESSIVE = List.of(
            "{\"text\":" + "[".repeat(20_000),
            "{\"text\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_001),
            "{" + WHOLE + ",\"odd\":" + "[".repeat(17) + "]".repeat(17) + "}",
            "{\"expires_in\":" + "9".repeat(20_000) + "}",
            "{\"odd\":0." + "9".repeat(20_000) + "}",
            "{\"" + "x".repeat(60_000) + "\":1}");

    @ParameterizedTest
    @FieldSource("EXCESSIVE")
    void json_beyond_what_is_read_is_told_to_be_so(String body) throws IOException {
        MessageRoutesTest.assertFieldError(RawClient.post(server, "/v1/messages", body), "", "excessive_json");

        assertThat(commands).isEmpty();
    }

    @Test
    void what_is_not_utf_8_is_refused() throws IOException {
        var bodies = Stream.of(
                        "{%s}".formatted(WHOLE).getBytes(StandardCharsets.UTF_16LE),
                        "{%s}".formatted(WHOLE).getBytes(StandardCharsets.UTF_16),
                        "{%s,\"text\":\"\u00e9\"}".formatted(REST).getBytes(StandardCharsets.ISO_8859_1),
                        new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'},
                        new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'},
                        new byte[] {'{', '"', (byte) 0xF0, (byte) 0x9F, (byte) 0x98})
                .toList();
        for (var body : bodies) {
            try (var client = new RawClient(server)) {
                client.send(RawClient.head("POST", "/v1/messages")
                        + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n");
                client.send(body);

                MessageRoutesTest.assertFieldError(client.receive(), "", "malformed_json");
            }
        }
        assertThat(commands).isEmpty();
    }

    @Test
    void all_faults_are_told_at_once_but_not_without_end() throws IOException {
        var several = RawClient.post(
                        server,
                        "/v1/messages",
                        "{\"from\":1,\"to\":\"x\",\"expires_in\":1,\"odd\":1}",
                        "Idempotency-Key:")
                .json();
        var many = new StringBuilder("{\"f0\":0");
        for (int i = 1; i < 5_000; i++) {
            many.append(",\"f").append(i).append("\":0");
        }
        var flood = RawClient.post(server, "/v1/messages", many + "}").json();

        assertThat(several.get("errors"))
                .extracting(error -> error.get("field").asText())
                .containsExactlyInAnyOrder("from", "odd", "to", "text", "expires_in", "Idempotency-Key");
        assertThat(flood.get("errors")).hasSize(FieldErrors.MAX);
    }

    @Test
    void a_field_that_is_there_is_not_told_to_be_missing_however_much_else_is_wrong() throws IOException {
        var odd = IntStream.range(0, 20).mapToObj("\"f%d\":0,"::formatted).collect(Collectors.joining());

        var problem = RawClient.post(server, "/v1/messages", "{" + odd + "\"from\":1,\"to\":2,\"text\":3}");

        assertThat(problem.json().get("errors"))
                .extracting(error -> error.get("code").asText())
                .containsOnly("unknown_field");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain",
                "Content-Type: application/jsonp",
                "Content-Type: application/json; charset=utf-16",
                "Content-Type: application/json; charset=utf-8; x=y",
                "Content-Type: application/json\r\nContent-Type: application/json",
                "Content-Type:",
                "X-No-Content-Type: 1",
                "Content-Type: application/json\r\nContent-Encoding: gzip",
            })
    void other_types_are_415(String header) throws IOException {
        var body = "{" + WHOLE + "}";
        var response = RawClient.call(
                server,
                RawClient.head("POST", "/v1/messages") + header + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body);

        MessageRoutesTest.assertProblem(response, 415, "unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json;charset=utf-8",
                "application/json; charset=\"UTF-8\"",
                "application/json\r\nContent-Encoding: identity",
            })
    void json_in_utf_8_is_taken(String type) throws IOException {
        var body = "{" + WHOLE + "}";
        var response = RawClient.call(
                server,
                RawClient.head("POST", "/v1/messages") + "Content-Type: " + type + "\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body);

        assertThat(response.status()).isEqualTo(202);
    }
}
