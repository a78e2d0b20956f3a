package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackPostTest {

    @ParameterizedTest
    @CsvSource({"1, PT8S", "0.5, PT16S", "4, PT2S", "8, PT1S", "100, PT1S"})
    void an_answer_has_eight_seconds_of_simulated_time_and_one_of_real_time_at_least(double factor, Duration limit) {
        assertThat(CallbackPost.answerTimeout(new TimeScale(factor), CallbackPost.SHORTEST_ANSWER_TIMEOUT))
                .isEqualTo(limit);
    }
}
