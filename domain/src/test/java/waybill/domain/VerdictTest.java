package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.domain.Examples.ID_A;
import static waybill.domain.Examples.ID_B;
import static waybill.domain.Examples.SPAM;
import static waybill.domain.Examples.message;
import static waybill.domain.Examples.partReported;
import static waybill.domain.Examples.reported;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {
    private static final List<Evidence> LEADING = Examples.evidenceForStates();

    /** Delivered; undelivered, failed, rejected, refused and expired follow. */
    private static final int FIRST_END = 5;

    /**
     * @param standing where the message stands, by its place in {@link #LEADING}; -1 for accepted
     * @param arriving what arrives then, likewise
     */
    record Case(int standing, int arriving) {
        Message before() {
            return message().refolded(historyOf(standing));
        }

        Evidence evidence() {
            return LEADING.get(arriving);
        }

        Verdict verdict() {
            if (standing == arriving) {
                return evidence() instanceof Evidence.Reported ? Verdict.DUPLICATE : Verdict.STALE;
            }
            if (standing >= FIRST_END && arriving >= FIRST_END) {
                return Verdict.CONTRADICTORY;
            }
            return arriving > standing && standing < FIRST_END ? Verdict.APPLIED : Verdict.STALE;
        }

        DeliveryState state() {
            return Examples.states().get(1 + (verdict() == Verdict.APPLIED ? arriving : standing));
        }
    }

    static Stream<Case> statesAndEvidence() {
        return IntStream.range(-1, LEADING.size())
                .boxed()
                .flatMap(standing ->
                        IntStream.range(0, LEADING.size()).mapToObj(arriving -> new Case(standing, arriving)));
    }

    static Stream<Case> statesAndNewEvidenceWithoutNeedOfHistory() {
        return statesAndEvidence()
                .filter(one ->
                        one.verdict() != Verdict.DUPLICATE && !one.before().needsHistoryFor(one.evidence()));
    }

    static Stream<Arguments> statesAndSilentEvidence() {
        return IntStream.range(-1, LEADING.size())
                .boxed()
                .flatMap(standing -> Examples.silentEvidence().stream().map(silent -> Arguments.of(standing, silent)));
    }

    @ParameterizedTest
    @MethodSource("statesAndEvidence")
    void evidence_is_judged_by_where_the_message_stands(Case one) {
        var before = one.before();

        var transition = before.on(one.evidence(), historyOf(one.standing()));

        assertThat(transition.verdict()).isEqualTo(one.verdict());
        assertThat(transition.before()).isEqualTo(before);
        assertThat(transition.after().state()).isEqualTo(one.state());
    }

    @ParameterizedTest
    @MethodSource("statesAndNewEvidenceWithoutNeedOfHistory")
    void without_the_history_the_judgement_of_new_evidence_is_the_same(Case one) {
        var before = one.before();

        var transition = before.on(one.evidence());

        assertThat(transition).isEqualTo(before.on(one.evidence(), historyOf(one.standing())));
    }

    @ParameterizedTest
    @MethodSource("statesAndSilentEvidence")
    void evidence_that_speaks_for_no_state_is_stale_and_changes_nothing(int standing, Evidence silent) {
        var history = historyOf(standing);
        var before = message().refolded(history);

        var judged = List.of(before.on(silent), before.on(silent, history));

        assertThat(judged).containsOnly(new Transition(before, before, Verdict.STALE));
    }

    @Test
    void a_report_that_the_history_holds_is_a_duplicate_even_when_it_was_overtaken() {
        var queued = reported(ID_A, ReportedStatus.QUEUED, 1);
        var history = List.of(queued, reported(ID_A, ReportedStatus.SENT, 2));
        var before = message().refolded(history);

        var again = before.on(queued, history);

        assertThat(again).isEqualTo(new Transition(before, before, Verdict.DUPLICATE));
    }

    @Test
    void a_repeated_report_of_a_part_or_of_an_unknown_status_is_a_duplicate() {
        var part = partReported(ID_A, ReportedStatus.SENT, 1);
        var read = reported(ID_A, ReportedStatus.UNKNOWN, 2);
        var history = List.of(part, read);

        assertThat(message().on(part, history).verdict()).isEqualTo(Verdict.DUPLICATE);
        assertThat(message().on(read, history).verdict()).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void an_end_with_another_code_is_contradictory_and_the_first_stands() {
        var failed =
                message().on(reported(ID_A, ReportedStatus.FAILED, SPAM, 1)).after();

        var later = failed.on(reported(ID_A, ReportedStatus.FAILED, new ErrorCode("50"), 2));

        assertThat(later).isEqualTo(new Transition(failed, failed, Verdict.CONTRADICTORY));
    }

    @Test
    void the_same_end_reported_in_other_words_is_stale() {
        var delivered =
                message().on(reported(ID_A, ReportedStatus.DELIVERED, 1)).after();

        var later = delivered.on(reported(ID_A, ReportedStatus.DELIVERED, 2));

        assertThat(later).isEqualTo(new Transition(delivered, delivered, Verdict.STALE));
    }

    @Test
    void a_refusal_that_came_after_the_delivery_does_not_make_the_delivery_contradictory() {
        var history = List.of(reported(ID_A, ReportedStatus.DELIVERED, 1), Examples.refused(2));
        var delivered = message().refolded(history);

        var later = delivered.on(reported(ID_A, ReportedStatus.DELIVERED, 3), history);

        assertThat(later).isEqualTo(new Transition(delivered, delivered, Verdict.STALE));
    }

    @Test
    void a_refusal_counts_on_the_way_of_each_id_that_had_not_ended() {
        var history = List.of(
                reported(ID_A, ReportedStatus.SENT, 1), reported(ID_B, ReportedStatus.SENT, 2), Examples.refused(3));
        var refused = message().refolded(history);

        var delivered = refused.on(reported(ID_A, ReportedStatus.DELIVERED, 4), history);

        assertThat(delivered).isEqualTo(new Transition(refused, refused, Verdict.CONTRADICTORY));
    }

    @Test
    void a_report_under_a_second_id_does_not_undo_a_refusal() {
        var history = List.of(Examples.refused(1), reported(ID_A, ReportedStatus.SENT, 2));
        var refused = message().refolded(history);

        var second = refused.on(reported(ID_B, ReportedStatus.SENT, 3), history);

        assertThat(refused.furtherIds()).isZero();
        assertThat(second.verdict()).isEqualTo(Verdict.STALE);
        assertThat(second.after().state()).isEqualTo(refused.state());
        assertThat(second.after().furtherIds()).isOne();
    }

    @Test
    void an_end_under_another_id_is_judged_by_the_way_of_that_id() {
        var history = List.of(reported(ID_A, ReportedStatus.DELIVERED, 1));
        var delivered = message().refolded(history);

        var other = delivered.on(reported(ID_B, ReportedStatus.UNDELIVERED, SPAM, 2), history);

        assertThat(other.verdict()).isEqualTo(Verdict.APPLIED);
        assertThat(other.after().state()).isEqualTo(delivered.state());
        assertThat(other.after().furtherIds()).isOne();
    }

    @Test
    void the_texts_are_those_of_the_interface() {
        assertThat(Verdict.values())
                .extracting(Verdict::text)
                .containsExactly("applied", "duplicate", "stale", "contradictory");
    }

    private static List<Evidence> historyOf(int standing) {
        return standing < 0 ? List.of() : List.of(LEADING.get(standing));
    }
}
