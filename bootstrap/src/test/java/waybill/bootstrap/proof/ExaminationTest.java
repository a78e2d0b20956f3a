package waybill.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.bootstrap.proof.Findings.Fault;

/** A kit that finds nothing proves nothing: each way of breaking a promise is noticed. */
class ExaminationTest {
    private static final String ID = "0192";
    private static final String SOUND = """
            {"message": {"status": "delivered", "closed_at": "2026-11-24T10:00:00Z"},
             "entries": [
                {"kind": "event", "version": 1, "status": "accepted"},
                {"kind": "event", "version": 2, "status": "submitting"},
                {"kind": "report", "receipts": 2},
                {"kind": "lookup", "receipts": 7},
                {"kind": "event", "version": 3, "status": "delivered"}]}""";
    private static final String TRUTH = """
            {"accepted": 1, "state": "delivered", "callbacks": {"acknowledged": 2}}""";

    private final Findings findings = new Findings();

    @Test
    void nothing_is_found_where_all_is_well() {
        examine(SOUND, TRUTH);

        assertThat(findings.isEmpty()).isTrue();
    }

    @Test
    void a_message_that_is_gone_is_lost() {
        new Examination(findings).examine(ID, Optional.empty(), Optional.of(json(TRUTH)));

        assertThat(findings.of(Fault.LOST)).hasSize(1);
    }

    @Test
    void an_acknowledged_callback_that_is_gone_is_lost_and_no_look_up_stands_in_for_it() {
        examine(SOUND, TRUTH.replace("\"acknowledged\": 2", "\"acknowledged\": 3"));

        assertThat(findings.of(Fault.LOST)).hasSize(1);
    }

    @Test
    void a_message_that_was_taken_twice_is_doubled() {
        examine(SOUND, TRUTH.replace("\"accepted\": 1", "\"accepted\": 2"));

        assertThat(findings.of(Fault.DOUBLED)).hasSize(1);
    }

    @Test
    void a_message_that_has_not_ended_is_open() {
        examine(SOUND.replace("\"2026-11-24T10:00:00Z\"", "null"), TRUTH);

        assertThat(findings.of(Fault.OPEN)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"undelivered, 1", "sent, 1", "delivered, 0"})
    void a_status_that_is_not_the_truth_is_wrong(String truth, int accepted) {
        examine(SOUND, TRUTH.replace("delivered", truth).replace("\"accepted\": 1", "\"accepted\": " + accepted));

        assertThat(findings.of(Fault.WRONG)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unconfirmed", "failed", "expired"})
    void a_message_that_plivo_never_saw_may_end_without_it(String status) {
        var ended = SOUND.replace("delivered", status);
        new Examination(findings).examine(ID, Optional.of(json(ended)), Optional.empty());

        assertThat(findings.isEmpty()).isTrue();
    }

    @Test
    void a_message_that_plivo_never_saw_was_not_delivered() {
        new Examination(findings).examine(ID, Optional.of(json(SOUND)), Optional.empty());

        assertThat(findings.of(Fault.WRONG)).hasSize(1);
    }

    @Test
    void a_status_that_went_back_is_wrong_in_whatever_order_the_timeline_shows_it() {
        examine(
                SOUND.replace(
                        "\"version\": 2, \"status\": \"submitting\"", "\"version\": 2, \"status\": \"delivered\""),
                TRUTH);

        assertThat(findings.of(Fault.WRONG)).hasSize(1);
    }

    @Test
    void a_gap_among_the_events_is_wrong() {
        examine(SOUND.replace("\"version\": 3", "\"version\": 4"), TRUTH);

        assertThat(findings.of(Fault.WRONG)).hasSize(1);
    }

    private void examine(String timeline, String truth) {
        new Examination(findings).examine(ID, Optional.of(json(timeline)), Optional.of(json(truth)));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
