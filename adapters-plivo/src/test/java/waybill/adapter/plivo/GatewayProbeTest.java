package waybill.adapter.plivo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The harmless question: is anybody there? */
class GatewayProbeTest {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final URI PUBLIC_URL = URI.create("https://sms.example.com");

    @ParameterizedTest
    @CsvSource({"200, true", "401, true", "404, true", "429, true", "500, false", "503, false", "504, false"})
    void any_answer_but_an_outage_is_an_answer(int status, boolean answers) {
        try (var server = HostileServer.answering(HostileServer.answer(status + " x", "{}"));
                var gateway = gateway(server.url(), LONG)) {
            assertThat(gateway.answers()).isEqualTo(answers);

            assertThat(server.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.head()).startsWith("GET /v1/Account/"));
        }
    }

    @Test
    void silence_and_a_dropped_connection_are_none() {
        try (var silent = HostileServer.answering(HostileServer.SILENCE);
                var dropping = HostileServer.answering(HostileServer.DROP);
                var waiting = gateway(silent.url(), SHORT);
                var dropped = gateway(dropping.url(), LONG)) {
            assertThat(waiting.answers()).isFalse();
            assertThat(dropped.answers()).isFalse();
        }
    }

    private static PlivoGateway gateway(URI url, Duration callTimeout) {
        return new PlivoGateway(TestAccounts.at(url, callTimeout), PUBLIC_URL);
    }
}
