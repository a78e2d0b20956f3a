package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void a_percentile_is_the_least_latency_that_so_many_do_not_exceed() {
        for (int millis = 1000; millis >= 1; millis--) {
            latencies.add(millis * 1_000_000L);
        }

        assertThat(latencies.millis(0.5)).isEqualTo(500);
        assertThat(latencies.millis(0.99)).isEqualTo(990);
        assertThat(latencies.millis(0.999)).isEqualTo(999);
        assertThat(latencies.millis(1)).isEqualTo(1000);
    }

    @Test
    void one_alone_is_every_percentile_and_none_is_zero() {
        assertThat(latencies.millis(0.99)).isZero();

        latencies.add(2_000_000);

        assertThat(latencies.millis(0.5)).isEqualTo(2);
        assertThat(latencies.millis(0.999)).isEqualTo(2);
    }

    @Test
    void more_are_taken_in_after_a_percentile_was_asked_for() {
        for (int i = 0; i < 5_000; i++) {
            latencies.add(1_000_000);
        }
        latencies.millis(0.5);
        var others = new Latencies();
        others.add(9_000_000);

        latencies.addAll(others);

        assertThat(latencies.size()).isEqualTo(5_001);
        assertThat(latencies.millis(1)).isEqualTo(9);
    }
}
