package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.application.port.out.Examples;
import waybill.domain.DeliveryState;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;

/** Outcomes of submissions and reports are evidence alike: whichever comes first, the message ends as the same. */
class DispatchAndReportsTest {
    private static final ProviderId ID = new ProviderId("plivo-1");
    private static final List<ReportedStatus> REPORTS =
            List.of(ReportedStatus.QUEUED, ReportedStatus.SENT, ReportedStatus.DELIVERED);

    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final InMemoryWaybill.Node node = waybill.node();
    private final Message message = waybill.accept();

    /** The places of the outcome, which is 0, and of the reports, which are 1 to 3. */
    static Stream<List<Integer>> orders() {
        return permutations(List.of(0, 1, 2, 3));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void outcome_and_reports_in_any_order_give_the_same_message(List<Integer> order) {
        waybill.gateway.answerNext(new SubmissionOutcome.Accepted(ID));
        node.dispatch.dispatch();

        order.forEach(place -> {
            if (place == 0) {
                node.executor.runNext();
            } else {
                report(REPORTS.get(place - 1));
            }
        });

        var delivered = ReportDraft.of(ID, ReportedStatus.DELIVERED).report();
        var after = waybill.message(message.id());
        assertThat(after.state())
                .isInstanceOfSatisfying(
                        DeliveryState.Delivered.class,
                        state -> assertThat(state.stamp().fingerprint()).isEqualTo(delivered.fingerprint()));
        assertThat(after.furtherIds()).isZero();
        assertThat(waybill.stored(message).leased()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void a_time_out_is_settled_by_reports_in_any_order(List<Integer> order) {
        waybill.gateway.answerNext(new SubmissionOutcome.Unknown("time-out"));
        node.dispatch.dispatch();

        order.forEach(place -> {
            if (place == 0) {
                node.executor.runNext();
            } else {
                report(REPORTS.get(place - 1));
            }
        });

        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
        assertThat(waybill.gateway.submissions()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ReportedStatus.class,
            names = {"QUEUED", "SENT", "DELIVERED", "UNDELIVERED", "FAILED", "REJECTED"})
    void once_a_report_shows_that_a_message_left_it_is_not_submitted_again(ReportedStatus status) {
        waybill.gateway.answerNext(new SubmissionOutcome.NotAccepted("HTTP 503", Optional.empty()));
        node.dispatchAndRun();

        report(status);
        waybill.time.pass(Duration.ofMinutes(10));

        assertThat(node.dispatchAndRun()).isZero();
        assertThat(waybill.gateway.submissions()).hasSize(1);
    }

    @Test
    void a_report_ends_the_lease_of_the_attempt_it_proves() {
        node.dispatch.dispatch();

        report(ReportedStatus.QUEUED);

        assertThat(waybill.stored(message).leased()).isFalse();
    }

    @Test
    void a_report_that_says_nothing_leaves_the_schedule_as_it_is() {
        node.dispatch.dispatch();

        report(ReportedStatus.UNKNOWN);

        assertThat(waybill.stored(message).holdsLease(1)).isTrue();
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTING);
    }

    @Test
    void a_report_that_says_nothing_does_not_keep_a_waiting_message_from_its_next_attempt() {
        waybill.gateway.answerNext(new SubmissionOutcome.NotAccepted("HTTP 503", Optional.empty()));
        node.dispatchAndRun();
        report(ReportedStatus.UNKNOWN);

        waybill.time.pass(InMemoryWaybill.FIRST_RETRY);

        assertThat(node.dispatchAndRun()).isEqualTo(1);
    }

    @Test
    void an_answer_that_names_another_id_than_the_reports_doubles_the_message() {
        waybill.gateway.answerAll(submission -> {
            waybill.record(ReportDraft.of(ID, ReportedStatus.DELIVERED).toOwnUrl(submission.id()));
            return new SubmissionOutcome.Accepted(Examples.providerId());
        });

        node.dispatchAndRun();

        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
        assertThat(waybill.message(message.id()).furtherIds()).isEqualTo(1);
        assertThat(waybill.telemetry.counted()).containsOnlyOnce("doubled");
    }

    private void report(ReportedStatus status) {
        waybill.record(ReportDraft.of(ID, status).toOwnUrl(message.id()));
    }

    private static Stream<List<Integer>> permutations(List<Integer> places) {
        if (places.isEmpty()) {
            return Stream.of(List.of());
        }
        return places.stream().flatMap(first -> {
            var rest = places.stream().filter(place -> !place.equals(first)).toList();
            return permutations(rest)
                    .map(tail -> Stream.concat(Stream.of(first), tail.stream()).toList());
        });
    }
}
