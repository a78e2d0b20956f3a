package waybill.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of the jar, as typed. */
class CommandLineIT {
    @TempDir
    private Path directory;

    @Test
    void help_lists_every_command() {
        var help = JarProcess.run(directory, Map.of(), "help");

        assertThat(help.status()).isZero();
        assertThat(help.output()).contains("demo", "serve", "simulate", "config", "version");
    }

    @Test
    void without_a_command_there_is_help() {
        assertThat(JarProcess.run(directory, Map.of())).isEqualTo(JarProcess.run(directory, Map.of(), "help"));
    }

    @Test
    void version_tells_what_is_running() {
        assertThat(JarProcess.run(directory, Map.of(), "version").output()).matches("waybill \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @Test
    void an_unknown_command_is_refused_in_one_sentence() {
        var refused = JarProcess.run(directory, Map.of(), "srve");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.output())
                .isEqualToIgnoringNewLines("waybill: there is no command 'srve': `waybill help` lists them.");
    }

    /** The JVM itself would take the classes from a cache of another jar, and not say so. */
    @Test
    void an_aot_cache_that_was_not_made_from_this_jar_is_refused() throws IOException {
        var cache = Files.writeString(directory.resolve("other.aot"), "of another jar");
        var options = "-XX:AOTCache=%s -Xlog:aot*=off -Xlog:cds*=off".formatted(cache);

        var refused = JarProcess.run(directory, Map.of("JDK_JAVA_OPTIONS", options), "serve");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.output())
                .contains("was not made from", "train " + cache)
                .doesNotContain("Exception");
    }

    @Test
    void serve_tells_everything_that_is_missing_at_once() {
        var refused = JarProcess.run(directory, Map.of("WAYBILL_PORT", "http"), "serve");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.output())
                .contains("WAYBILL_PORT", "WAYBILL_PUBLIC_URL", "WAYBILL_API_KEYS", "PLIVO_AUTH_ID", "PLIVO_AUTH_TOKEN")
                .doesNotContain("Exception");
    }

    @Test
    void an_unknown_variable_is_refused_with_a_suggestion() {
        var refused = JarProcess.run(directory, Map.of("WAYBILL_PUBLIC_ULR", "https://sms.example.com"), "config");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.output()).contains("WAYBILL_PUBLIC_ULR", "did you mean WAYBILL_PUBLIC_URL?");
    }

    @Test
    void config_prints_what_is_in_force_without_a_secret() throws IOException {
        Files.writeString(directory.resolve(".env"), "PLIVO_AUTH_TOKEN=a-secret-token\nWAYBILL_PORT=8081\n");
        Files.writeString(directory.resolve("waybill.yaml"), "waybill:\n  port: 8082\n  callback-ack: 200\n");

        var config = JarProcess.run(
                directory,
                Map.of("WAYBILL_HOST", "127.0.0.9", "PLIVO_REQUESTS_PER_5S", "10", "PLIVO_LISTS_PER_MINUTE", "2"),
                "config");

        assertThat(config.output())
                .containsPattern("WAYBILL_PORT +8081 ")
                .containsPattern("WAYBILL_CALLBACK_ACK +200 ")
                .containsPattern("WAYBILL_HOST +127.0.0.9 ")
                .containsPattern("PLIVO_AUTH_TOKEN +\\*+ ")
                .doesNotContain("or 0 for no limit")
                .doesNotContain("a-secret-token");
    }

    @Test
    void config_tells_what_is_wrong() {
        var config = JarProcess.run(
                directory,
                Map.of(
                        "WAYBILL_PORT", "http",
                        "WAYBILL_LOG", "xml",
                        "PLIVO_REQUESTS_PER_5S", "9",
                        "PLIVO_LISTS_PER_MINUTE", "1"),
                "config");

        assertThat(config.status()).isEqualTo(2);
        assertThat(config.output())
                .contains(
                        "WAYBILL_PORT is 'http', but must be a number",
                        "WAYBILL_LOG is 'xml'",
                        "PLIVO_REQUESTS_PER_5S is 9, but must be at least 10, or 0 for no limit",
                        "PLIVO_LISTS_PER_MINUTE is 1, but must be at least 2, or 0 for no limit",
                        "PLIVO_AUTH_ID is not set");
    }

    @Test
    void config_shows_no_credentials_in_a_url_and_tells_that_they_do_not_belong_there() {
        for (var url : List.of("jdbc:postgresql://me:hunter2@db/waybill", "jdbc:postgresql://db/w?password=hunter2")) {
            var config = JarProcess.run(directory, Map.of("WAYBILL_DATABASE_URL", url), "config");

            assertThat(config.output())
                    .contains("WAYBILL_DATABASE_URL must not name user or password")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void a_database_url_that_undoes_what_the_store_relies_on_is_refused() {
        var url =
                "jdbc:postgresql://127.0.0.1/waybill?options=-c%20search_path%3Dx&binaryTransfer=false&prepareThreshold=-1";

        var refused = JarProcess.run(directory, Map.of("WAYBILL_DATABASE_URL", url), "serve");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.output())
                .contains(
                        "WAYBILL_DATABASE_URL must not set options",
                        "WAYBILL_DATABASE_URL must not set binaryTransfer",
                        "WAYBILL_DATABASE_URL must not set prepareThreshold");
    }

    @Test
    void what_lists_nothing_or_cannot_be_a_header_is_told_before_anything_is_started() {
        var refused = JarProcess.run(
                directory, Map.of("PLIVO_AUTH_TOKEN", ",", "WAYBILL_API_KEYS", "a key with blanks in it"), "serve");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.output())
                .contains("PLIVO_AUTH_TOKEN lists nothing", "WAYBILL_API_KEYS has a key")
                .doesNotContain("Exception");
    }

    @Test
    void what_is_set_to_nothing_is_not_set() {
        var config = JarProcess.run(
                directory,
                Map.of("WAYBILL_CONFIG", "", "WAYBILL_API_KEYS", "", "WAYBILL_API_KEYS_FILE", "", "WAYBILL_PORT", ""),
                "config");

        assertThat(config.output())
                .containsPattern("WAYBILL_PORT +8080 \\(default\\)")
                .doesNotContain("cannot be read", "both set");
    }

    @Test
    void a_value_in_yaml_is_what_is_written_there() throws IOException {
        Files.writeString(
                directory.resolve("waybill.yaml"),
                "waybill:\n  data: 0123\nplivo:\n  auth-id: 1_000\n  accept-v2: true\n");

        assertThat(JarProcess.run(directory, Map.of(), "config").output())
                .containsPattern("WAYBILL_DATA +0123 ")
                .containsPattern("PLIVO_AUTH_ID +1_000 ")
                .containsPattern("PLIVO_ACCEPT_V2 +true ");
    }

    @Test
    void a_directory_that_cannot_be_written_is_told_in_one_sentence() throws IOException {
        var file = Files.createFile(directory.resolve("file"));

        var refused = JarProcess.run(
                directory, Map.of("WAYBILL_DATA", file.resolve("data").toString()), "demo");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.output()).contains("set WAYBILL_DATA").doesNotContain("Exception", "\tat ");
    }

    @Test
    void a_time_scale_that_is_no_number_is_told_by_name() {
        var account = Map.of("PLIVO_AUTH_ID", "MADEMO00000000000000", "PLIVO_AUTH_TOKEN", "token");

        var refused = JarProcess.run(directory, account, "simulate", "--time-scale", "fast");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.output()).contains("--time-scale is 'fast', but must be a number");
    }

    @ParameterizedTest
    @CsvSource({
        "PLIVO_AUTH_TOKEN_FILE, /nowhere, PLIVO_AUTH_TOKEN_FILE names the file /nowhere",
        "WAYBILL_PROT, 1, WAYBILL_PROT in the environment is not known"
    })
    void simulate_tells_what_is_wrong_with_what_is_set(String variable, String value, String problem) {
        var account = Map.of("PLIVO_AUTH_ID", "MADEMO00000000000000", "PLIVO_AUTH_TOKEN", "token", variable, value);

        var refused = JarProcess.run(directory, account, "simulate", "--port", "0");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.output()).contains(problem);
    }

    @Test
    void callbacks_are_delivered_to_a_url_and_not_to_a_name() {
        var account = Map.of("PLIVO_AUTH_ID", "MADEMO00000000000000", "PLIVO_AUTH_TOKEN", "token");

        var refused = JarProcess.run(directory, account, "simulate", "--deliver-to", "localhost:18110");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.output())
                .contains("--deliver-to is 'localhost:18110', but must be a URL such as http://127.0.0.1:8080");
    }

    @Test
    void a_path_that_the_locale_has_no_letters_for_is_told_in_one_sentence() {
        var refused = JarProcess.run(directory, Map.of("LC_ALL", "C", "WAYBILL_CONFIG", "/tmp/\u00fc.yaml"), "config");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.output())
                .contains("WAYBILL_CONFIG is", "check LC_ALL")
                .doesNotContain("unforeseen");
    }

    @Test
    void config_tells_what_is_likely_not_meant() {
        var config = JarProcess.run(
                directory,
                Map.of(
                        "WAYBILL_CLOSE_AFTER", "1min",
                        "WAYBILL_PUBLIC_URL", "https://sms.example.com",
                        "WAYBILL_API_KEYS", "an-api-key-of-24-letters-or-more",
                        "PLIVO_AUTH_ID", "MACONFIGCONFIGCONFIG",
                        "PLIVO_AUTH_TOKEN", "a-token"),
                "config");

        assertThat(config.output()).contains("waybill: WAYBILL_CLOSE_AFTER is below WAYBILL_SETTLING");
    }

    @Test
    void a_port_that_is_taken_is_told_in_one_sentence() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(taken.getLocalPort());

            var refused = JarProcess.run(directory, Map.of("WAYBILL_PORT", port), "demo");

            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.output().lines().filter(line -> !line.startsWith("{")))
                    .singleElement()
                    .asString()
                    .contains("port " + port, "is taken");
        }
    }

    @Test
    void the_demo_refuses_to_talk_to_plivo() {
        var refused = JarProcess.run(directory, Map.of("PLIVO_API_URL", "https://api.plivo.com"), "demo");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.output()).contains("PLIVO_API_URL", "simulator");
    }

    @Test
    void simulate_refuses_options_it_does_not_know() {
        var refused = JarProcess.run(directory, Map.of(), "simulate", "--prot", "1");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.output()).contains("--port", "'--prot'").doesNotContain("Exception");
    }
}
