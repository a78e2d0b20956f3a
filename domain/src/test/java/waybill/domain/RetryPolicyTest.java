package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
    private static final RetryPolicy POLICY = new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({"0, 500", "1, 500", "2, 1000", "3, 2000", "6, 16000", "7, 30000", "40, 30000", "2147483647, 30000"})
    void the_wait_doubles_with_each_attempt_up_to_the_longest(int attempt, long millis) {
        assertThat(POLICY.delayAfter(attempt, 0.5)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void the_jitter_spreads_over_the_whole_wait() {
        assertThat(POLICY.delayAfter(3, 0)).isZero();
        assertThat(POLICY.delayAfter(3, 0.999)).isEqualTo(Duration.ofMillis(3996));
    }
}
