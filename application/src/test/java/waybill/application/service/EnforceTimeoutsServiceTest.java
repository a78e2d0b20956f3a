package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;

class EnforceTimeoutsServiceTest {
    private static final ProviderId ID = new ProviderId("plivo-1");

    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final Message message = waybill.accept();

    @Test
    void a_lease_is_not_given_up_once_its_outcome_is_known() {
        lease();
        var runOut = waybill.stored(message);
        waybill.recorder.record(message.id(), accepted());
        var before = waybill.stored(message);

        waybill.timeouts.giveUp(runOut);

        assertThat(waybill.stored(message)).isEqualTo(before);
        assertThat(waybill.telemetry.counted()).containsExactly("submission Accepted");
    }

    @Test
    void a_lease_is_not_given_up_when_its_outcome_becomes_known_at_that_moment() {
        lease();
        var runOut = waybill.stored(message);
        waybill.ledger.beforeNextAppends(1, () -> waybill.recorder.record(message.id(), accepted()));

        waybill.timeouts.giveUp(runOut);

        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
        assertThat(waybill.telemetry.counted()).containsExactly("submission Accepted");
    }

    @Test
    void of_two_nodes_that_give_one_lease_up_one_does() {
        lease();
        var runOut = waybill.stored(message);

        waybill.timeouts.giveUp(runOut);
        waybill.timeouts.giveUp(runOut);

        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);
        assertThat(waybill.telemetry.counted()).containsExactly("submission Unknown");
    }

    @Test
    void what_was_taken_for_submission_since_does_not_expire() {
        lease();

        waybill.timeouts.expire(message);

        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTING);
        assertThat(waybill.telemetry.counted()).isEmpty();
    }

    @Test
    void what_a_report_shows_to_have_left_does_not_expire() {
        waybill.record(ReportDraft.of(ID, ReportedStatus.QUEUED).toOwnUrl(message.id()));

        waybill.timeouts.expire(message);

        assertThat(waybill.status(message)).isEqualTo(Status.QUEUED);
    }

    @Test
    void what_expired_is_not_due_any_more_and_expires_once() {
        waybill.timeouts.expire(message);
        waybill.timeouts.expire(message);

        assertThat(waybill.status(message)).isEqualTo(Status.EXPIRED);
        assertThat(waybill.stores.queue().lease(1, InMemoryWaybill.LEASE, SendingLimits.NONE))
                .isEmpty();
        assertThat(waybill.telemetry.counted()).containsExactly("expired");
    }

    private SubmissionEnded accepted() {
        return new SubmissionEnded(1, new SubmissionOutcome.Accepted(ID), waybill.time.instant());
    }

    private void lease() {
        waybill.stores.queue().lease(1, InMemoryWaybill.LEASE, SendingLimits.NONE);
    }
}
