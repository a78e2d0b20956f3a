package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import waybill.benchmarks.Plans.Work;

class AnswersTest {
    @Test
    void a_question_keeps_its_limits_by_time_and_by_rows() {
        assertThat(answer(1.5, new Work(51, false)).isGood()).isTrue();
        assertThat(answer(1.6, new Work(51, false)).isGood()).isFalse();
        assertThat(answer(1.5, new Work(Answers.MOST_VISITED + 1, false)).isGood())
                .isFalse();
        assertThat(answer(1.5, new Work(51, true)).isGood()).isFalse();
    }

    @Test
    void a_question_of_which_no_plan_was_seen_keeps_none() {
        assertThat(answer(1, Work.NONE).isGood()).isFalse();
    }

    private static Answers.Answer answer(double after, Work work) {
        return new Answers.Answer("/v1/messages", 1, after, Answers.MOST_SLOWER, work);
    }
}
