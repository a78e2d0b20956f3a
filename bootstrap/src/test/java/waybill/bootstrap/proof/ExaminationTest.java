package waybill.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.bootstrap.proof.Findings.Fault;

/** A kit that finds nothing proves nothing: each way of breaking a promise is noticed. */
class ExaminationTest {
    private static final String ID = "0192";
    private static final String SOUND = """
            {"message": {"status": "delivered", "provider_id": "p1", "closed_at": "2026-11-24T10:00:00Z"},
             "entries": [
                {"kind": "event", "version": 1, "status": "accepted"},
                {"kind": "event", "version": 2, "status": "submitting"},
                {"kind": "attempt", "attempt": 1, "outcome": "accepted"},
                {"kind": "report", "provider_id": "p1", "sequence": 2, "status": "sent", "receipts": 2},
                {"kind": "lookup", "finding": "found", "provider_id": "p1", "status": "delivered", "verdict": "applied", "receipts": 7},
                {"kind": "event", "version": 3, "status": "delivered"}]}""";
    private static final String TRUTH = """
            {"accepted": 1, "state": "delivered", "message_uuids": ["p1"], "reports": [
                {"sequence": 1, "status": "queued", "acknowledged": 0},
                {"sequence": 2, "status": "sent", "acknowledged": 2},
                {"sequence": 3, "status": "delivered", "acknowledged": 0}]}""";

    private static final String UNCONFIRMED = """
            {"message": {"status": "unconfirmed", "provider_id": null, "to": "+14165550100",
                    "closed_at": "2026-11-24T10:00:00Z"},
             "entries": [
                {"kind": "event", "version": 1, "status": "accepted"},
                {"kind": "event", "version": 2, "status": "submitting"},
                {"kind": "attempt", "attempt": 1, "outcome": "unknown"},
                {"kind": "event", "version": 3, "status": "unconfirmed"}]}""";

    private static final Instant UNDISTURBED = Instant.parse("2026-11-24T10:00:00Z");
    private static final String UNTOLD = TRUTH.replace("\"acknowledged\": 2", "\"acknowledged\": 0");
    private static final String UNDECIDED = ", {\"kind\": \"lookup\", \"finding\": \"undecided\", \"attempt\": 1}]}";

    private static final String ALIKE =
            UNCONFIRMED.replace("+14165550100", "+15555553006").replace("]}", UNDECIDED);

    private final Findings findings = new Findings();

    @Test
    void nothing_is_found_where_all_is_well() {
        examine(SOUND, TRUTH);

        assertThat(findings.isEmpty()).isTrue();
    }

    @Test
    void a_message_that_is_gone_is_lost() {
        examination(Orphans.NONE).examine(ID, Optional.empty(), Optional.of(json(TRUTH)));

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
        examine(
                SOUND,
                TRUTH.replace("\"state\": \"delivered\"", "\"state\": \"%s\"".formatted(truth))
                        .replace("\"accepted\": 1", "\"accepted\": " + accepted));

        assertThat(findings.of(Fault.WRONG)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unconfirmed", "failed", "expired"})
    void a_message_that_plivo_never_saw_may_end_without_it(String status) {
        var ended = SOUND.replace("delivered", status);
        examination(Orphans.NONE).examine(ID, Optional.of(story(ended)), Optional.empty());

        assertThat(findings.isEmpty()).isTrue();
    }

    @Test
    void a_message_that_plivo_never_saw_was_not_delivered() {
        examination(Orphans.NONE).examine(ID, Optional.of(story(SOUND)), Optional.empty());

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

    @Test
    void events_that_do_not_lead_to_the_status_are_wrong() {
        examine(
                SOUND.replace("\"version\": 3, \"status\": \"delivered\"", "\"version\": 3, \"status\": \"sent\""),
                TRUTH);

        assertThat(findings.of(Fault.WRONG)).hasSize(1);
    }

    @Test
    void an_acknowledged_callback_of_which_another_stands_there_is_lost() {
        examine(SOUND.replace("\"sequence\": 2", "\"sequence\": 1"), TRUTH);

        assertThat(findings.of(Fault.LOST)).hasSize(1);
    }

    @Test
    void a_report_that_is_there_as_two_is_wrong() {
        var report =
                "{\"kind\": \"report\", \"provider_id\": \"p1\", \"sequence\": 2, \"status\": \"sent\", \"receipts\": 2},";
        examine(SOUND.replace(report, report + report), TRUTH);

        assertThat(findings.of(Fault.WRONG)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "lookup"})
    void what_plivo_never_said_is_wrong(String kind) {
        examine(
                SOUND.replace(
                        "\"entries\": [",
                        "\"entries\": [{\"kind\": \"%s\", \"finding\": \"found\", \"provider_id\": \"p1\", \"sequence\": 9, \"status\": \"failed\"},"
                                .formatted(kind)),
                TRUTH);

        assertThat(findings.of(Fault.WRONG)).hasSize(1);
    }

    @Test
    void an_orphan_whose_message_is_known_is_lost() {
        examination(new Orphans(Set.of("p1"))).examine(ID, Optional.of(story(SOUND)), Optional.of(json(TRUTH)));

        assertThat(findings.of(Fault.LOST)).hasSize(1);
    }

    @Test
    void an_unconfirmed_end_is_honest_where_plivo_s_list_held_two_that_it_may_be() {
        examine(ALIKE, UNTOLD);

        assertThat(findings.isEmpty()).isTrue();
    }

    @Test
    void an_unconfirmed_end_is_honest_where_nobody_lived_long_enough_to_read_plivo_s_list() {
        examine(UNCONFIRMED.replace("10:00:00Z", "09:59:59Z"), UNTOLD);

        assertThat(findings.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "+14165550100, 10:00:00Z, undecided",
        "+14165550100, 09:59:59Z, undecided",
        "+15555553006, 10:00:00Z, absent",
        "+15555553006, 09:59:59Z, absent"
    })
    void an_unconfirmed_end_is_wrong_where_plivo_s_list_could_have_told(String to, String closedAt, String finding) {
        examine(
                UNCONFIRMED
                        .replace("+14165550100", to)
                        .replace("10:00:00Z", closedAt)
                        .replace("]}", UNDECIDED.replace("undecided", finding)),
                UNTOLD);

        assertThat(findings.of(Fault.WRONG)).hasSize(1);
    }

    @Test
    void an_unconfirmed_end_is_wrong_where_plivo_s_list_was_never_read() {
        examine(UNCONFIRMED, UNTOLD);

        assertThat(findings.of(Fault.WRONG)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 10:00:01Z, 0", "1, 10:00:05Z, 1", "2, 10:00:01Z, 1"})
    void what_plivo_s_list_did_not_hold_twice_may_be_tried_again(int attempt, String listedAt, int wrong) {
        var absent = "{\"kind\": \"lookup\", \"finding\": \"absent\", \"attempt\": %d, \"at\": \"2026-11-24T%s\"},";
        examine(
                SOUND.replace(
                        "{\"kind\": \"attempt\", \"attempt\": 1, \"outcome\": \"accepted\"},",
                        attempt(1, "unknown", "10:00:00Z")
                                + absent.formatted(1, "10:00:00Z")
                                + absent.formatted(attempt, listedAt)
                                + attempt(2, "accepted", "10:00:02Z")),
                TRUTH);

        assertThat(findings.of(Fault.WRONG)).hasSize(wrong);
    }

    @Test
    void an_orphan_is_where_it_belongs_while_nobody_can_tell_whose_it_is() {
        examination(new Orphans(Set.of("p1"))).examine(ID, Optional.of(story(ALIKE)), Optional.of(json(TRUTH)));

        assertThat(findings.isEmpty()).isTrue();
    }

    @Test
    void an_unconfirmed_end_is_wrong_where_the_id_was_known() {
        examine(UNCONFIRMED.replace("\"outcome\": \"unknown\"", "\"outcome\": \"accepted\""), UNTOLD);

        assertThat(findings.of(Fault.WRONG)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"not_accepted, 0", "unauthorized, 0", "unknown, 1", "accepted, 1", "refused, 1"})
    void what_may_have_been_taken_is_not_tried_again(String outcome, int wrong) {
        examine(
                SOUND.replace(
                        "{\"kind\": \"attempt\", \"attempt\": 1, \"outcome\": \"accepted\"}",
                        "{\"kind\": \"attempt\", \"attempt\": 1, \"outcome\": \"%s\"}, ".formatted(outcome)
                                + "{\"kind\": \"attempt\", \"attempt\": 2, \"outcome\": \"accepted\"}"),
                TRUTH);

        assertThat(findings.of(Fault.WRONG)).hasSize(wrong);
    }

    @Test
    void the_true_outcome_of_an_attempt_may_follow_the_unknown_one() {
        examine(
                SOUND.replace(
                        "{\"kind\": \"attempt\",",
                        "{\"kind\": \"attempt\", \"attempt\": 1, \"outcome\": \"unknown\"}, {\"kind\": \"attempt\","),
                TRUTH);

        assertThat(findings.isEmpty()).isTrue();
    }

    @Test
    void an_end_is_healed_when_only_a_look_up_told_it() {
        assertThat(story(SOUND).isHealed()).isTrue();
        assertThat(story(SOUND.replace("\"applied\"", "\"stale\"")).isHealed()).isFalse();
        assertThat(story(SOUND.replace("\"status\": \"sent\"", "\"status\": \"delivered\""))
                        .isHealed())
                .as("a callback told it too, if late")
                .isFalse();
    }

    private static String attempt(int number, String outcome, String at) {
        return "{\"kind\": \"attempt\", \"attempt\": %d, \"outcome\": \"%s\", \"at\": \"2026-11-24T%s\"},"
                .formatted(number, outcome, at);
    }

    private void examine(String timeline, String truth) {
        examination(Orphans.NONE).examine(ID, Optional.of(story(timeline)), Optional.of(json(truth)));
    }

    private Examination examination(Orphans orphans) {
        return new Examination(findings, orphans, UNDISTURBED);
    }

    private static Story story(String text) {
        return new Story(json(text));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
