package waybill.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RatioTest {
    private static final Sessions NOWHERE = new Sessions("jdbc:none:", "", "");
    private static final Anchor PGBENCH = new Pgbench(Path.of("pgbench"), Path.of("."), NOWHERE);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    @Test
    void the_ratio_is_told_last_and_reaches_the_goal_or_not() {
        var ratio = Ratio.of(perSecond(60), perSecond(100), PGBENCH);

        assertThat(ratio.judge(0.6, out)).isTrue();
        assertThat(ratio.judge(0.61, out)).isFalse();
        assertThat(printed.toString(UTF_8)).endsWith("below the goal of 0.61%nratio=0.60%n".formatted());
    }

    @Test
    void what_stands_in_for_pgbench_judges_no_goal() {
        var ratio = Ratio.of(perSecond(200), perSecond(73), new JdbcInserts(NOWHERE, 1));

        assertThat(ratio.judge(1.5, out)).isFalse();
        assertThat(printed.toString(UTF_8))
                .contains("the goal cannot be judged: pgbench is not installed")
                .doesNotContain("ratio=");
    }

    @Test
    void of_all_concurrencies_that_of_the_goal_is_judged_in_whatever_order() {
        var results = List.of(result(16, 30), result(64, 70), result(32, 50), result(1, 10));

        assertThat(FullRun.ratio(results)).isEqualTo(new Ratio.Known(0.7));
    }

    @Test
    void without_the_concurrency_of_the_goal_nothing_is_judged() {
        var ratio = FullRun.ratio(List.of(result(16, 30), result(63, 70)));

        assertThat(ratio.judge(1.5, out)).isTrue();
        assertThat(printed.size()).isZero();
    }

    private static AtConcurrency.Result result(int connections, int callbacks) {
        var other = perSecond(100);
        return new AtConcurrency.Result(
                connections, PGBENCH, other, perSecond(callbacks), Optional.empty(), other, other, other);
    }

    private static Measured perSecond(int done) {
        return new Measured(done, 0, 1, new Latencies(), Cpu.NONE);
    }
}
