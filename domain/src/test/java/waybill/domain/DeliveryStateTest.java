package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.domain.Examples.ID_A;
import static waybill.domain.Examples.ID_B;
import static waybill.domain.Examples.NOW;
import static waybill.domain.Examples.REFUSAL;
import static waybill.domain.Examples.SPAM;
import static waybill.domain.Examples.after;
import static waybill.domain.Examples.stamp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.domain.DeliveryState.Accepted;
import waybill.domain.DeliveryState.Delivered;
import waybill.domain.DeliveryState.Expired;
import waybill.domain.DeliveryState.Failed;
import waybill.domain.DeliveryState.Queued;
import waybill.domain.DeliveryState.Refused;
import waybill.domain.DeliveryState.Sent;
import waybill.domain.DeliveryState.Submitted;
import waybill.domain.DeliveryState.Submitting;
import waybill.domain.DeliveryState.Unconfirmed;
import waybill.domain.DeliveryState.Undelivered;

class DeliveryStateTest {
    /** The ladder of promise 4, restated here by hand; every end stands on the topmost rung. */
    private static final List<Status> LADDER = List.of(
            Status.ACCEPTED, Status.SUBMITTING, Status.UNCONFIRMED, Status.SUBMITTED, Status.QUEUED, Status.SENT);

    private static final Map<Class<?>, Status> STATUSES = Map.ofEntries(
            Map.entry(DeliveryState.Accepted.class, Status.ACCEPTED),
            Map.entry(DeliveryState.Submitting.class, Status.SUBMITTING),
            Map.entry(DeliveryState.Unconfirmed.class, Status.UNCONFIRMED),
            Map.entry(DeliveryState.Submitted.class, Status.SUBMITTED),
            Map.entry(DeliveryState.Queued.class, Status.QUEUED),
            Map.entry(DeliveryState.Sent.class, Status.SENT),
            Map.entry(DeliveryState.Delivered.class, Status.DELIVERED),
            Map.entry(DeliveryState.Undelivered.class, Status.UNDELIVERED),
            Map.entry(DeliveryState.Failed.class, Status.FAILED),
            Map.entry(DeliveryState.Rejected.class, Status.REJECTED),
            Map.entry(DeliveryState.Refused.class, Status.FAILED),
            Map.entry(DeliveryState.Expired.class, Status.EXPIRED));

    static Stream<DeliveryState> states() {
        return Examples.states().stream();
    }

    static Stream<Arguments> pairs() {
        return states().flatMap(one -> states().map(other -> Arguments.of(one, other)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void of_two_states_of_different_kinds_the_higher_rung_is_ahead_and_nothing_is_ahead_of_an_end(
            DeliveryState one, DeliveryState other) {
        assertThat(one.isAheadOf(other)).isEqualTo(rung(one) > rung(other));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void two_ends_contradict_each_other_when_status_or_code_differ(DeliveryState one, DeliveryState other) {
        var bothEnd = rung(one) == LADDER.size() && rung(other) == LADDER.size();
        var ends = List.of(endShown(one), endShown(other));

        assertThat(one.contradicts(other)).isEqualTo(bothEnd && !ends.getFirst().equals(ends.getLast()));
    }

    @ParameterizedTest
    @MethodSource("states")
    void each_state_has_its_status_and_the_rank_of_its_rung(DeliveryState state) {
        assertThat(state.status()).isEqualTo(STATUSES.get(state.getClass()));
        assertThat(List.of(DeliveryState.Rank.values()).indexOf(state.rank())).isEqualTo(rung(state));
    }

    @Test
    void the_ranks_are_those_of_the_promise() {
        assertThat(DeliveryState.Rank.values())
                .extracting(Enum::name)
                .containsExactly("ACCEPTED", "SUBMITTING", "UNCONFIRMED", "SUBMITTED", "QUEUED", "SENT", "FINAL");
    }

    @Test
    void each_state_knows_since_when() {
        var expected = Stream.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).map(Examples::after);

        assertThat(states().map(DeliveryState::since)).containsExactlyElementsOf(expected.toList());
    }

    @Test
    void states_that_were_reported_carry_a_stamp_and_no_others() {
        var none = Optional.<Stamp>empty();

        assertThat(states().map(DeliveryState::stampIfReported))
                .containsExactly(
                        none,
                        none,
                        none,
                        none,
                        Optional.of(stamp(ID_A, 4)),
                        Optional.of(stamp(ID_A, 5)),
                        Optional.of(stamp(ID_A, 6)),
                        Optional.of(stamp(ID_A, 7)),
                        Optional.of(stamp(ID_A, 8)),
                        Optional.of(stamp(ID_A, 9)),
                        none,
                        none);
    }

    @Test
    void the_provider_id_is_known_from_the_submission_or_a_report() {
        var known = states().filter(state -> state.providerIdIfKnown().isPresent());

        assertThat(known.map(DeliveryState::status))
                .containsExactly(
                        Status.SUBMITTED,
                        Status.QUEUED,
                        Status.SENT,
                        Status.DELIVERED,
                        Status.UNDELIVERED,
                        Status.FAILED,
                        Status.REJECTED);
    }

    @Test
    void only_an_end_that_was_reported_carries_an_error_code() {
        var withCode = states().filter(state -> !state.errorCode().isNone());

        assertThat(withCode.map(DeliveryState::status))
                .containsExactly(Status.UNDELIVERED, Status.FAILED, Status.REJECTED);
        assertThat(new Undelivered(stamp(ID_A, 1), SPAM).errorCode()).isEqualTo(SPAM);
    }

    @Test
    void of_the_same_kind_the_earlier_moment_is_ahead_where_we_are_the_witness() {
        assertEarlierIsAhead(new Accepted(NOW), new Accepted(after(1)));
        assertEarlierIsAhead(new Submitting(NOW), new Submitting(after(1)));
        assertEarlierIsAhead(new Unconfirmed(NOW), new Unconfirmed(after(1)));
        assertEarlierIsAhead(new Submitted(ID_A, NOW), new Submitted(ID_A, after(1)));
    }

    @Test
    void of_the_same_kind_the_report_generated_later_is_ahead() {
        assertThat(new Queued(stamp(ID_A, 2)).isAheadOf(new Queued(stamp(ID_A, 1))))
                .isTrue();
        assertThat(new Queued(stamp(ID_A, 1)).isAheadOf(new Queued(stamp(ID_A, 2))))
                .isFalse();
        assertThat(new Sent(stamp(ID_A, 2)).isAheadOf(new Sent(stamp(ID_A, 2)))).isFalse();
    }

    @Test
    void no_sequence_lifts_a_report_over_a_higher_rank() {
        var queuedLast = new Queued(stamp(ID_A, 1, Optional.of(Integer.MAX_VALUE)));
        var sentFirst = new Sent(stamp(ID_A, 2, Optional.of(Integer.MIN_VALUE)));

        assertThat(queuedLast.isAheadOf(sentFirst)).isFalse();
        assertThat(sentFirst.isAheadOf(queuedLast)).isTrue();
    }

    @Test
    void ends_that_say_the_same_do_not_contradict_each_other_whoever_says_it() {
        var failed = new Failed(stamp(ID_A, 1), ErrorCode.NONE);

        assertThat(new Delivered(stamp(ID_A, 1)).contradicts(new Delivered(stamp(ID_B, 2))))
                .isFalse();
        assertThat(new Expired(NOW).contradicts(new Expired(after(1)))).isFalse();
        assertThat(new Refused(REFUSAL, NOW).contradicts(failed)).isFalse();
        assertThat(new Failed(stamp(ID_A, 1), SPAM).contradicts(failed)).isTrue();
    }

    private static void assertEarlierIsAhead(DeliveryState earlier, DeliveryState later) {
        assertThat(earlier.isAheadOf(later)).isTrue();
        assertThat(later.isAheadOf(earlier)).isFalse();
        assertThat(earlier.isAheadOf(earlier)).isFalse();
    }

    private static int rung(DeliveryState state) {
        int rung = LADDER.indexOf(STATUSES.get(state.getClass()));
        return rung >= 0 ? rung : LADDER.size();
    }

    private static String endShown(DeliveryState state) {
        return state.status().text() + state.errorCode().value();
    }
}
