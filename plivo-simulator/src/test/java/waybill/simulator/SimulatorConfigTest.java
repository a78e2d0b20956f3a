package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorConfigTest {

    @Test
    void all_problems_are_told_at_once() {
        assertThatThrownBy(() -> Client.config().withHost("0.0.0.0").withPort(70_000))
                .hasMessageContaining("loopback");
        assertThatThrownBy(() -> new SimulatorConfig(
                        "example.com",
                        -1,
                        "a:b",
                        List.of(),
                        0,
                        ApiLimits.NONE,
                        new CallbackTarget.AsGiven(),
                        CallbackFaults.NONE,
                        InstantSource.system()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host")
                .hasMessageContaining("port")
                .hasMessageContaining("auth id")
                .hasMessageContaining("auth token")
                .hasMessageContaining("time scale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "::1", "127.0.0.1", "127.255.249.199", "127.0.0.10"})
    void it_listens_on_the_loopback(String host) {
        assertThat(Client.config().withHost(host).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.0.0.0", "128.0.0.1", "127.0.0", "127.0.0.256", "127.999.1.1", "127.0.0.01", "::2"})
    void and_nowhere_else(String host) {
        assertThatThrownBy(() -> Client.config().withHost(host))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void time_passes_forward(double timeScale) {
        assertThatThrownBy(() -> Client.config().withTimeScale(timeScale))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("time scale");
    }

    @Test
    void tokens_are_never_printed() {
        assertThat(Client.config().toString()).doesNotContain(Client.TOKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "https://h.example/sms/a?b=c, '', http://127.0.0.1:8080/sms/a?b=c",
        "https://h.example/sms/a?b=c, /sms, http://127.0.0.1:8080/a?b=c",
        "https://h.example/smsx/a, /sms, http://127.0.0.1:8080/smsx/a",
        "https://h.example/a%20b, '', http://127.0.0.1:8080/a%20b",
        "https://h.example, '', http://127.0.0.1:8080/"
    })
    void a_callback_may_go_elsewhere(URI given, String prefix, URI expected) {
        var target = new CallbackTarget.Through(URI.create("http://127.0.0.1:8080"), prefix);

        assertThat(target.connectTo(given)).isEqualTo(expected);
        assertThat(new CallbackTarget.AsGiven().connectTo(given)).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sms", "/sms/", "/"})
    void a_prefix_is_a_path(String prefix) {
        assertThatThrownBy(() -> new CallbackTarget.Through(URI.create("http://127.0.0.1:8080"), prefix))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
