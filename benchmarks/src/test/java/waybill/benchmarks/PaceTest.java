package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace.Open pace = new Pace.Open(1_000, 4);

    @Test
    void connections_take_turns_at_the_rate_of_all() {
        assertThat(pace.due(0, 0)).isZero();
        assertThat(pace.due(1, 0)).isEqualTo(1_000_000);
        assertThat(pace.due(3, 0)).isEqualTo(3_000_000);
        assertThat(pace.due(0, 1)).isEqualTo(4_000_000);
    }

    @Test
    void the_schedule_does_not_drift() {
        assertThat(pace.due(0, 250)).isEqualTo(1_000_000_000L);
        assertThat(new Pace.Open(3, 1).due(0, 3_000_000)).isEqualTo(1_000_000_000_000_000L);
    }
}
