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
        assertThat(options.length()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.connections()).containsExactly(1, 16, 64, 256);
        assertThat(options.goal()).isEqualTo(1.5);
    }

    @Test
    void values_stand_apart_or_after_an_equals_sign() {
        var options = Options.parse(List.of("--quick", "--seconds", "2", "--profile", "server.jfr", "--goal=0.5"));

        assertThat(options.mode()).isEqualTo(Mode.QUICK);
        assertThat(options.length()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.profile()).contains(Path.of("server.jfr"));
        assertThat(options.goal()).isEqualTo(0.5);
        assertThat(Options.parse(List.of("--connections=64,8")).connections()).containsExactly(64, 8);
    }

    @Test
    void growth_has_ten_million_messages_and_three_reports_each_unless_told_otherwise() {
        assertThat(Options.parse(List.of("--growth")).messages()).isEqualTo(10_000_000);
        assertThat(Options.parse(List.of("--growth")).reports()).isEqualTo(30_000_000);
        assertThat(Options.parse(List.of("--messages=30000", "--growth")).reports())
                .isEqualTo(90_000);
    }

    @ParameterizedTest
    @CsvSource({
        "--fast, there is no option --fast",
        "fast, is not understood: see waybill bench --help",
        "--seconds=0, --seconds takes a number from 1 to 60",
        "--seconds=61, --seconds takes a number from 1 to 60",
        "--seconds, --seconds takes a number from 1 to 60",
        "--rounds=101, --rounds takes a number from 1 to 100",
        "'--connections=64,0', --connections takes a number from 1 to 2000",
        "--rate=100001, --rate takes a number from 1 to 100000",
        "--messages=99999999999, --messages takes a number from 1 to 10000000",
        "--loop --messages=0, --messages takes a number from 1 to 10000000",
        "--growth --messages=19999, --messages takes a number from 20000 to 100000000",
        "--growth --messages=20000 --reports=60001, --reports takes a number from 1 to 60000",
        "--goal=much, --goal takes a number above 0",
        "--goal=0, --goal takes a number above 0",
        "--goal=-1, --goal takes a number above 0",
        "--goal=NaN, --goal takes a number above 0",
        "--goal=Infinity, --goal takes a number above 0",
        "'--goal=1 --connections=16,256', 'the goal is for 64 connections, which --connections leaves out'",
        "--profile=, --profile takes a file",
        "--profile --quick, --profile takes a file",
        "--speed=1, there is no option --speed"
    })
    void what_is_not_understood_or_cannot_be_done_is_named(String arguments, String sentence) {
        assertThatThrownBy(() -> Options.parse(List.of(arguments.split(" ", -1))))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "--jmh, --connections",
        "--quick, --connections",
        "--quick, --messages",
        "--interleaved, --goal",
        "--loop, --seconds",
        "--start, --seconds",
        "--start, --profile",
        "--growth, --profile",
        "--loop, --reports",
        "--help, --rounds"
    })
    void what_would_be_ignored_is_refused(String mode, String option) {
        assertThatThrownBy(() -> Options.parse(List.of(mode, option, "5")))
                .isInstanceOf(Misuse.class)
                .hasMessage("%s does not belong to %s", option, mode);
    }

    @Test
    void without_the_concurrency_of_the_goal_the_others_can_be_measured() {
        assertThat(Options.parse(List.of("--connections=1")).connections()).containsExactly(1);
    }

    @Test
    void one_thing_is_measured_at_a_time() {
        assertThatThrownBy(() -> Options.parse(List.of("--quick", "--growth")))
                .hasMessageContaining("one at a time, not [quick, growth]");
    }
}
