package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.domain.Refusal;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;

/** An outage of the provider costs a few messages their certainty, not the whole queue. */
class SendingBrakeTest {
    private static final int QUEUE = 20;

    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final InMemoryWaybill.Node node = waybill.node();

    @BeforeEach
    void fillTheQueue() {
        IntStream.range(0, QUEUE).forEach(_ -> waybill.accept());
        waybill.gateway.answerAll(_ -> new SubmissionOutcome.Unknown("silence"));
        waybill.plivoAnswers = false;
    }

    @Test
    void after_some_unknown_outcomes_in_a_row_nothing_more_is_submitted() {
        int lost = loseUntilStopped();

        node.dispatchAndRun();
        waybill.time.pass(SendingBrake.PROBE_INTERVAL);
        node.dispatchAndRun();

        assertThat(lost)
                .isBetween(
                        SendingBrake.MAX_UNKNOWN_IN_A_ROW,
                        SendingBrake.MAX_UNKNOWN_IN_A_ROW + InMemoryWaybill.ROOM - 1);
        assertThat(unconfirmed()).isEqualTo(lost);
        assertThat(node.dispatch.readiness().problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("does not answer"));
    }

    @Test
    void once_the_provider_answers_one_message_at_a_time_is_tried() {
        int lost = loseUntilStopped();
        waybill.plivoAnswers = true;
        waybill.time.pass(SendingBrake.PROBE_INTERVAL);

        assertThat(node.dispatchAndRun()).isEqualTo(1);

        assertThat(unconfirmed()).isEqualTo(lost + 1);
    }

    @Test
    void a_success_lets_the_queue_go_on() {
        int lost = loseUntilStopped();
        waybill.plivoAnswers = true;
        waybill.time.pass(SendingBrake.PROBE_INTERVAL);
        waybill.gateway.answerAll(_ -> new SubmissionOutcome.Refused(new Refusal(400, "")));

        assertThat(node.dispatchAndRun()).isEqualTo(1);
        IntStream.range(0, QUEUE).forEach(_ -> node.dispatchAndRun());

        assertThat(unconfirmed()).isEqualTo(lost);
        assertThat(node.dispatch.readiness().problem()).isEmpty();
        assertThat(waybill.count(Status.FAILED)).isEqualTo(QUEUE - lost);
    }

    @Test
    void an_answer_in_between_begins_the_count_anew() {
        var brake = new SendingBrake(() -> false, waybill.time, InMemoryWaybill.PAUSE_WHEN_UNAUTHORIZED);
        IntStream.range(1, SendingBrake.MAX_UNKNOWN_IN_A_ROW).forEach(_ -> brake.ended(unknown()));
        brake.ended(new SubmissionOutcome.Refused(new Refusal(400, "")));

        IntStream.range(1, SendingBrake.MAX_UNKNOWN_IN_A_ROW).forEach(_ -> brake.ended(unknown()));
        assertThat(brake.room(3, 0)).isEqualTo(3);
        brake.ended(unknown());

        assertThat(brake.room(3, 0)).isZero();
    }

    private int loseUntilStopped() {
        while (node.dispatchAndRun() > 0) {
            assertThat(unconfirmed()).isLessThan(QUEUE);
        }
        return unconfirmed();
    }

    private static SubmissionOutcome unknown() {
        return new SubmissionOutcome.Unknown("silence");
    }

    private int unconfirmed() {
        return waybill.count(Status.UNCONFIRMED);
    }
}
