package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.Timeline.AttemptEntry;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;

/** A message belongs to a node while its lease runs, and to nobody's second request ever. */
class DispatchLeasesTest {
    private static final Duration SAFE = InMemoryWaybill.LEASE.minus(InMemoryWaybill.API_TIMEOUT);

    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final InMemoryWaybill.Node node = waybill.node();
    private final InMemoryWaybill.Node other = waybill.node();
    private final Message message = waybill.accept();

    @Test
    void a_request_that_can_end_within_its_lease_is_made() {
        node.dispatch.dispatch();
        waybill.time.pass(SAFE);

        node.executor.runAll();

        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void a_request_that_could_outlast_its_lease_is_not_made_and_the_message_is_due_again() {
        node.dispatch.dispatch();
        waybill.time.pass(SAFE.plusNanos(1));

        node.executor.runAll();

        assertThat(waybill.gateway.submissions()).isEmpty();
        waybill.time.pass(InMemoryWaybill.FIRST_RETRY);
        assertThat(node.dispatchAndRun()).isEqualTo(1);
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void a_crash_between_lease_and_request_never_leads_to_a_request_nor_to_a_claim() {
        node.dispatch.dispatch();

        waybill.time.pass(InMemoryWaybill.LEASE);
        other.dispatchAndRun();
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTING);
        waybill.timeouts.enforce();
        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);

        waybill.time.pass(Duration.ofHours(3));
        other.dispatchAndRun();
        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);
        assertThat(waybill.gateway.submissions()).isEmpty();
        assertThat(waybill.telemetry.counted()).containsExactly("submission Unknown");
    }

    @Test
    void a_node_that_wakes_after_its_lease_makes_no_request() {
        node.dispatch.dispatch();
        waybill.time.pass(InMemoryWaybill.LEASE);
        waybill.timeouts.enforce();

        node.executor.runAll();
        waybill.time.pass(Duration.ofMinutes(10));
        other.dispatchAndRun();

        assertThat(waybill.gateway.submissions()).isEmpty();
        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);
    }

    @Test
    void a_node_whose_machine_was_suspended_makes_no_request_though_its_monotonic_clock_stood_still() {
        var suspended = waybill.node(() -> 0);
        suspended.dispatch.dispatch();
        waybill.time.pass(InMemoryWaybill.LEASE);

        suspended.executor.runAll();

        assertThat(waybill.gateway.submissions()).isEmpty();
    }

    @Test
    void the_true_outcome_still_counts_when_it_comes_after_the_lease_was_given_up() {
        var providerId = Examples.providerId();
        outlastLease(new SubmissionOutcome.Accepted(providerId));

        node.dispatchAndRun();

        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
        assertThat(waybill.message(message.id()).state().providerIdIfKnown()).contains(providerId);
        assertThat(waybill.entries(message, AttemptEntry.class))
                .extracting(entry -> entry.outcome().getClass().getSimpleName())
                .containsExactly("Unknown", "Accepted");
        assertThat(waybill.gateway.submissions()).hasSize(1);
    }

    @Test
    void an_outcome_that_comes_after_the_lease_was_given_up_makes_nothing_due_again() {
        outlastLease(new SubmissionOutcome.NotAccepted("HTTP 503", Optional.empty()));

        node.dispatchAndRun();
        waybill.time.pass(Duration.ofMinutes(10));

        assertThat(other.dispatchAndRun()).isZero();
        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);
    }

    @Test
    void a_report_that_came_in_between_wins_over_a_lease_that_was_given_up() {
        var id = Examples.providerId();
        waybill.gateway.answerAll(submission -> {
            waybill.record(ReportDraft.of(id, ReportedStatus.SENT).toOwnUrl(submission.id()));
            waybill.time.pass(InMemoryWaybill.LEASE);
            waybill.timeouts.enforce();
            return new SubmissionOutcome.Unknown("silence");
        });

        node.dispatchAndRun();

        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
        assertThat(waybill.telemetry.counted()).containsExactly("report applied", "submission Unknown");
    }

    @Test
    void a_stale_outcome_does_not_touch_the_lease_of_a_newer_attempt() {
        var providerId = new ProviderId("plivo-late");
        waybill.gateway.answerNext(new SubmissionOutcome.NotAccepted("HTTP 503", Optional.empty()));
        node.dispatchAndRun();
        waybill.time.pass(InMemoryWaybill.FIRST_RETRY);
        other.dispatch.dispatch();

        waybill.recorder.record(
                message.id(),
                new SubmissionEnded(1, new SubmissionOutcome.Accepted(providerId), waybill.time.instant()));

        assertThat(waybill.stored(message).holdsLease(2)).isTrue();
        assertThat(waybill.message(message.id()).state().providerIdIfKnown()).contains(providerId);
    }

    @Test
    void a_stale_outcome_does_not_bring_a_waiting_message_forward() {
        waybill.gateway.answerNext(new SubmissionOutcome.NotAccepted("HTTP 503", Optional.empty()));
        node.dispatchAndRun();

        waybill.recorder.record(
                message.id(), new SubmissionEnded(1, new SubmissionOutcome.Unauthorized(), waybill.time.instant()));

        assertThat(other.dispatchAndRun()).isZero();
        waybill.time.pass(InMemoryWaybill.FIRST_RETRY);
        assertThat(other.dispatchAndRun()).isEqualTo(1);
    }

    /** The request takes so long that another node gives its lease up. */
    private void outlastLease(SubmissionOutcome outcome) {
        waybill.gateway.answerAll(_ -> {
            waybill.time.pass(InMemoryWaybill.LEASE);
            waybill.timeouts.enforce();
            assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);
            return outcome;
        });
    }
}
