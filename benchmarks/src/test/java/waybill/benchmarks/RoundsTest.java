package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final Rounds rounds = new Rounds();

    @Test
    void of_an_odd_number_the_round_in_the_middle_stands_for_all() {
        List.of(30, 10, 20).forEach(this::add);

        assertThat(rounds.lowerMedian().done()).isEqualTo(20);
        assertThat(rounds.upperMedian().done()).isEqualTo(20);
    }

    @Test
    void of_an_even_number_there_are_two_in_the_middle() {
        List.of(30, 10, 40, 20).forEach(this::add);

        assertThat(rounds.lowerMedian().done()).isEqualTo(20);
        assertThat(rounds.upperMedian().done()).isEqualTo(30);
    }

    @Test
    void of_two_starts_the_slower_one_counts() {
        assertThat(StartRun.upperMedian(List.of(1.2, 0.6))).isEqualTo(1.2);
        assertThat(StartRun.upperMedian(List.of(0.9, 0.5, 0.6))).isEqualTo(0.6);
    }

    private void add(int done) {
        rounds.add(new Measured(done, 0, 1, new Latencies(), Cpu.NONE));
    }
}
