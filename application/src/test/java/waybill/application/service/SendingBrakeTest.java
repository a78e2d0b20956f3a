package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.domain.ProviderId;
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
                .hasValueSatisfying(problem -> assertThat(problem).contains("what becomes of messages"));
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
    void a_provider_that_answers_questions_but_takes_no_message_is_tried_ever_more_rarely() {
        int lost = loseUntilStopped();
        waybill.plivoAnswers = true;

        var between = new ArrayList<Duration>();
        for (int trial = 1; trial <= 6; trial++) {
            var waited = Duration.ZERO;
            while (node.dispatchAndRun() == 0) {
                waybill.time.pass(Duration.ofSeconds(1));
                waited = waited.plusSeconds(1);
            }
            between.add(waited);
        }

        assertThat(between).extracting(Duration::toSeconds).containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
        assertThat(unconfirmed()).isEqualTo(lost + 6);
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

    @Test
    void what_surely_did_not_happen_says_nothing_of_the_others() {
        var brake = new SendingBrake(() -> false, waybill.time, InMemoryWaybill.PAUSE_WHEN_UNAUTHORIZED);

        for (int i = 0; i < SendingBrake.MAX_UNKNOWN_IN_A_ROW; i++) {
            brake.ended(new SubmissionOutcome.NotAccepted("HTTP 503", Optional.empty()));
            brake.ended(unknown());
        }

        assertThat(brake.room(3, 0)).isZero();
    }

    @Test
    void after_a_pause_one_message_at_a_time_is_tried() {
        var brake = new SendingBrake(() -> false, waybill.time, InMemoryWaybill.PAUSE_WHEN_UNAUTHORIZED);
        brake.ended(new SubmissionOutcome.Unauthorized());
        assertThat(brake.room(3, 0)).isZero();
        waybill.time.pass(InMemoryWaybill.PAUSE_WHEN_UNAUTHORIZED);

        assertThat(brake.room(3, 0)).isEqualTo(1);
        assertThat(brake.room(2, 1)).isZero();
        brake.ended(new SubmissionOutcome.Accepted(new ProviderId("one")));

        assertThat(brake.room(3, 0)).isEqualTo(3);
        assertThat(brake.problem()).isEmpty();
    }

    @Test
    void an_outage_after_a_pause_stops_sending_at_the_first_unknown_outcome() {
        var brake = new SendingBrake(() -> false, waybill.time, InMemoryWaybill.PAUSE_WHEN_UNAUTHORIZED);
        brake.ended(new SubmissionOutcome.Unauthorized());
        waybill.time.pass(InMemoryWaybill.PAUSE_WHEN_UNAUTHORIZED);

        brake.ended(unknown());

        assertThat(brake.room(3, 0)).isZero();
        assertThat(brake.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("what becomes of messages"));
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
