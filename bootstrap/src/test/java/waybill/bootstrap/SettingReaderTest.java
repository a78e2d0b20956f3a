package waybill.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingReaderTest {
    @Test
    void what_is_not_set_has_its_default() {
        var settings = reader(Map.of());

        assertThat(settings.choice(Setting.WAYBILL_CALLBACK_ACK, "200", "204")).isEqualTo("204");
        assertThat(settings.integer(Setting.WAYBILL_PORT, 0, 65_535)).isEqualTo(8080);
        assertThat(settings.duration(Setting.WAYBILL_LEASE)).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.age(Setting.WAYBILL_RETENTION, Duration.ofDays(30))).isEmpty();
        assertThat(settings.problems()).isEmpty();
    }

    @Test
    void what_is_none_of_the_choices_is_told_with_all_of_them() {
        var settings = reader(Map.of("PLIVO_ACCEPT_V2", "perhaps"));

        assertThat(settings.choice(Setting.PLIVO_ACCEPT_V2, "own-url", "true", "false"))
                .isEqualTo("own-url");
        assertThat(settings.problems())
                .containsExactly("PLIVO_ACCEPT_V2 is 'perhaps', but must be own-url, true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "8o8o", "1e3", "+8080", "99999999999", "\u0668\u0660"})
    void a_number_that_is_none_or_out_of_range_is_told(String port) {
        var settings = reader(Map.of("WAYBILL_PORT", port));

        settings.integer(Setting.WAYBILL_PORT, 0, 65_535);

        assertThat(settings.problems())
                .containsExactly("WAYBILL_PORT is '%s', but must be a number from 0 to 65535".formatted(port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-1s", "366d", "soon"})
    void a_time_that_is_none_or_out_of_range_is_told(String lease) {
        var settings = reader(Map.of("WAYBILL_LEASE", lease));

        settings.duration(Setting.WAYBILL_LEASE);

        assertThat(settings.problems()).singleElement().asString().startsWith("WAYBILL_LEASE is '" + lease + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"29d", "36501d", "always"})
    void an_age_that_is_none_or_out_of_range_is_told(String retention) {
        var settings = reader(Map.of("WAYBILL_RETENTION", retention));

        assertThat(settings.age(Setting.WAYBILL_RETENTION, Duration.ofDays(30))).isEmpty();
        assertThat(settings.problems()).singleElement().asString().contains("at least 30d");
    }

    @Test
    void commas_alone_are_no_list() {
        var settings = reader(Map.of("WAYBILL_API_KEYS", ", ,", "PLIVO_AUTH_TOKEN", " one ,two,"));

        assertThat(settings.requiredList(Setting.WAYBILL_API_KEYS)).isEmpty();
        assertThat(settings.requiredList(Setting.PLIVO_AUTH_TOKEN)).containsExactly("one", "two");
        assertThat(settings.problems()).singleElement().asString().startsWith("WAYBILL_API_KEYS lists nothing");
    }

    private static SettingReader reader(Map<String, String> environment) {
        return new SettingReader(SettingValues.read(environment, List.of()));
    }
}
