package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waybill.benchmarks.Options.Mode;

class OptionsTest {
    @Test
    void without_options_everything_is_measured() {
        var options = Options.parse(List.of());

        assertThat(options.mode()).isEqualTo(Mode.ALL);
        assertThat(options.connections()).containsExactly(1, 16, 64, 256);
        assertThat(options.goal()).isEqualTo(1.5);
    }

    @Test
    void values_stand_apart_or_after_an_equals_sign() {
        var options = Options.parse(
                List.of("--quick", "--seconds", "2", "--connections=8,32", "--profile", "server.jfr", "--goal=0.5"));

        assertThat(options.mode()).isEqualTo(Mode.QUICK);
        assertThat(options.length()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.connections()).containsExactly(8, 32);
        assertThat(options.profile()).contains(Path.of("server.jfr"));
        assertThat(options.goal()).isEqualTo(0.5);
    }

    @Test
    void growth_has_ten_million_messages_unless_told_otherwise() {
        assertThat(Options.parse(List.of("--growth")).messages()).isEqualTo(10_000_000);
        assertThat(Options.parse(List.of("--messages=200", "--growth")).messages())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "--fast, '--fast'",
        "fast, 'fast'",
        "--seconds=0, --seconds takes a number above 0",
        "--goal=much, --goal takes a number above 0",
        "--speed=1, there is no option --speed"
    })
    void what_is_not_understood_is_named(String argument, String sentence) {
        assertThatThrownBy(() -> Options.parse(List.of(argument)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void one_thing_is_measured_at_a_time() {
        assertThatThrownBy(() -> Options.parse(List.of("--quick", "--growth")))
                .hasMessageContaining("one at a time, not [quick, growth]");
    }
}
