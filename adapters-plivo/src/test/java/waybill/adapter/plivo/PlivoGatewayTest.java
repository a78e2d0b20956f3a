package waybill.adapter.plivo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.adapter.plivo.HostileServer.accepted;
import static waybill.adapter.plivo.HostileServer.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waybill.application.port.out.SmsGateway;
import waybill.application.port.out.SmsGateway.Submission;
import waybill.application.port.out.SmsGatewayContract;
import waybill.domain.MessageId;
import waybill.domain.MessageText;
import waybill.domain.PhoneNumber;
import waybill.domain.Sender;

class PlivoGatewayTest implements SmsGatewayContract {
    private static final MessageId ID = MessageId.of(Instant.parse("2026-11-23T10:00:00Z"), 0, 1);
    /** Enough for the request to be read, on a slow machine too. */
    private static final Duration SHORT = Duration.ofSeconds(4);

    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private HostileServer server = HostileServer.answering(accepted("one"));

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
        server.close();
    }

    @Override
    public SmsGateway gatewayTo(Provider provider) {
        server.close();
        server = switch (provider) {
            case ACCEPTING ->
                HostileServer.answering(Stream.of("one", "two", "three", "four", "five")
                        .map(HostileServer::accepted)
                        .toArray(String[]::new));
            case REFUSING -> HostileServer.answering(answer("400 x", "{\"error\":\"no\"}"));
            case BUSY -> HostileServer.answering(answer("429 x", ""));
            case DENYING_CREDENTIALS -> HostileServer.answering(answer("401 x", ""));
            case SILENT, UNREACHABLE -> HostileServer.answering(HostileServer.SILENCE);
        };
        if (provider == Provider.UNREACHABLE) {
            server.close();
        }
        return gateway(provider == Provider.SILENT ? SHORT : LONG, URI.create("https://sms.example.com"));
    }

    @Override
    public int requestsRead() {
        return server.requests().size();
    }

    @Test
    void the_request_says_all_that_plivo_needs() {
        submit("+14155550100", "+15555550050", "Grüße 😀", Duration.ofHours(1));

        var request = server.requests().getFirst();
        assertThat(json(request)).isEqualTo(json("""
                {"src":"14155550100","dst":"15555550050","text":"Grüße 😀","type":"sms","method":"POST","log":"true",
                 "url":"https://sms.example.com/waybill/callbacks/delivery-status/%s","message_expiry":3600}
                """.formatted(ID)));
        assertThat(request.head()).contains("\r\nAuthorization: Basic " + credentials() + "\r\n");
    }

    @Test
    void a_long_number_is_a_source_and_a_powerpack_is_none() {
        submit("+123456789012345", "+15555550050", "x", Duration.ofHours(1));
        submit("powerpack:5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46", "+15555550050", "x", Duration.ofHours(1));
        submit("Waybill", "+15555550050", "x", Duration.ofHours(1));
        submit("12345", "+15555550050", "x", Duration.ofHours(1));

        var sent = server.requests().stream().map(PlivoGatewayTest::json).toList();
        assertThat(sent)
                .extracting(json -> json.path("src").asText())
                .containsExactly("123456789012345", "", "Waybill", "12345");
        assertThat(sent)
                .extracting(json -> json.path("powerpack_uuid").asText())
                .containsExactly("", "5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46", "", "");
    }

    @Test
    void that_a_message_goes_to_its_own_sender_is_for_plivo_to_judge() {
        submit("+15555550050", "+15555550050", "x", Duration.ofHours(1));

        var json = json(server.requests().getFirst());
        assertThat(json.path("src").asText()).isEqualTo("15555550050");
        assertThat(json.path("dst").asText()).isEqualTo("+15555550050");
    }

    @ParameterizedTest
    @CsvSource({"PT0.001S, 5", "PT4.999S, 5", "PT5S, 5", "PT6.9S, 6", "PT2H59M59S, 10799", "PT3H, 10799", "P900D, 10799"
    })
    void the_expiry_is_what_is_left_within_plivo_s_bounds(Duration left, int seconds) {
        submit("+14155550100", "+15555550050", "x", left);

        assertThat(json(server.requests().getFirst()).path("message_expiry").intValue())
                .isEqualTo(seconds);
    }

    @Test
    void an_account_shows_no_token_and_refuses_what_plivo_would() {
        assertThat(TestAccounts.withSubaccount().toString())
                .doesNotContain(TestAccounts.TOKEN, TestAccounts.OLD_TOKEN, TestAccounts.SUBACCOUNT_TOKEN);
        assertThatThrownBy(() -> new PlivoAccount("MA1", List.of("t"), List.of(), PlivoAccount.PLIVO_API, LONG))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TestAccounts.signingWith()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TestAccounts.signingWith("t", " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TestAccounts.at(URI.create("ftp://x"), LONG))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void submit(String from, String to, String text, Duration timeLeft) {
        var gateway = gateway(LONG, URI.create("https://sms.example.com/waybill/"));
        gateway.submit(new Submission(ID, Sender.parse(from), PhoneNumber.parse(to), new MessageText(text), timeLeft));
    }

    private PlivoGateway gateway(Duration callTimeout, URI publicUrl) {
        var gateway = new PlivoGateway(TestAccounts.at(server.url(), callTimeout), publicUrl);
        opened.add(gateway);
        return gateway;
    }

    private static String credentials() {
        var pair = TestAccounts.AUTH_ID + ":" + TestAccounts.TOKEN;
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private static JsonNode json(HostileServer.Request request) {
        return json(request.body());
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
