package waybill.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.bootstrap.WaybillConfig.Kind;

/** What cannot work is refused before anything starts, and what is likely not meant is said. */
class ConfigReaderTest {
    private static final Map<String, String> SOUND = Map.of(
            "WAYBILL_PUBLIC_URL", "https://sms.example.com",
            "WAYBILL_API_KEYS", "an-api-key-of-24-letters-or-more",
            "PLIVO_AUTH_ID", "MAREADREADREADREAD00",
            "PLIVO_AUTH_TOKEN", "a-token");

    @Test
    void what_is_sound_has_neither_problems_nor_warnings() {
        var reader = reader(Map.of());

        assertThat(reader.problems()).isEmpty();
        assertThat(reader.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sms.example.com:99999",
                "https://sms.example.com:0",
                "https://sms.example.com:",
                "https://sms.example.com/a/../b",
                "https://sms.example.com/./b"
            })
    void a_public_url_that_cannot_be_or_that_plivo_would_spell_otherwise_is_refused(String url) {
        assertThat(reader(Map.of("WAYBILL_PUBLIC_URL", url)).problems())
                .singleElement()
                .asString()
                .startsWith("WAYBILL_PUBLIC_URL");
    }

    @Test
    void a_public_url_on_the_loopback_is_for_a_simulator_there() {
        var simulated =
                reader(Map.of("WAYBILL_PUBLIC_URL", "http://127.0.0.1:8080", "PLIVO_API_URL", "http://127.0.0.1:8090"));

        assertThat(simulated.problems()).isEmpty();
        assertThat(simulated.warnings()).isEmpty();
    }

    @Test
    void the_version_does_not_belong_to_the_url_of_plivos_api() {
        assertThat(reader(Map.of("PLIVO_API_URL", "https://api.plivo.com/v1")).problems())
                .containsExactly(
                        "PLIVO_API_URL is 'https://api.plivo.com/v1', but is to be given without the version at its end");
    }

    @ParameterizedTest
    @CsvSource({"PLIVO_AUTH_TOKEN", "PLIVO_SUBACCOUNT_TOKENS"})
    void a_token_with_blanks_in_it_is_refused_and_not_told(String setting) {
        assertThat(reader(Map.of(setting, "first,sec ond")).problems())
                .containsExactly(setting + " has a token with blanks in it, or not of visible ASCII");
        assertThat(reader(Map.of(setting, "\uFEFFtoken")).problems()).hasSize(1);
    }

    @Test
    void a_request_to_plivo_does_not_take_longer_than_anybody_waits() {
        assertThat(reader(Map.of("WAYBILL_API_TIMEOUT", "11min", "WAYBILL_LEASE", "1h"))
                        .problems())
                .containsExactly("WAYBILL_API_TIMEOUT must be at most 10min");
    }

    @ParameterizedTest
    @CsvSource({
        "WAYBILL_CLOSE_AFTER, 10min, WAYBILL_CLOSE_AFTER is below WAYBILL_SETTLING",
        "WAYBILL_SETTLING, 6min, WAYBILL_SETTLING is below 7 min",
        "WAYBILL_RETRY_FIRST, 2min, WAYBILL_RETRY_LONGEST is below WAYBILL_RETRY_FIRST",
        "WAYBILL_PUBLIC_URL, https://sms.example.com:8443, WAYBILL_PUBLIC_URL names a port",
        "WAYBILL_PUBLIC_URL, https://localhost, WAYBILL_PUBLIC_URL is on this machine's loopback",
        "WAYBILL_PUBLIC_URL, https://127.0.0.1/sms, WAYBILL_PUBLIC_URL is on this machine's loopback"
    })
    void what_is_likely_not_meant_is_said(String setting, String value, String warning) {
        var reader = reader(Map.of(setting, value));

        assertThat(reader.problems()).isEmpty();
        assertThat(reader.warnings()).singleElement().asString().startsWith(warning);
    }

    @Test
    void messages_that_go_before_they_are_redacted_are_likely_not_meant() {
        var reader = reader(Map.of("WAYBILL_REDACT_AFTER", "90d", "WAYBILL_RETENTION", "60d"));

        assertThat(reader.problems()).isEmpty();
        assertThat(reader.warnings())
                .containsExactly(
                        "WAYBILL_RETENTION is below WAYBILL_REDACT_AFTER: messages are removed before they are redacted");
    }

    @Test
    void nothing_of_a_database_url_is_shown_that_may_be_a_secret() {
        assertThat(JdbcUrls.shown("jdbc:postgresql://db/waybill?sslmode=require&loggerFile=hunter2"))
                .isEqualTo("jdbc:postgresql://db/waybill?sslmode=require&loggerFile=********");
        assertThat(JdbcUrls.shown("jdbc:postgresql://db/waybill?sslmode=require&sslpassword=hunter2"))
                .isEqualTo("********");
        assertThat(reader(Map.of(
                                "WAYBILL_DATABASE_URL",
                                "jdbc:postgresql://db/waybill?sslpassword=hunter2",
                                "WAYBILL_DATABASE_USER",
                                "waybill"))
                        .problems())
                .singleElement()
                .asString()
                .contains("sslkey")
                .doesNotContain("hunter2");
    }

    private static ConfigReader reader(Map<String, String> changed) {
        var environment = new HashMap<>(SOUND);
        environment.putAll(changed);
        return new ConfigReader(Kind.LIVE, SettingValues.read(environment, List.of()));
    }
}
