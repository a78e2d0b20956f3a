package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;

class SubmissionRecorderTest {
    private static final ProviderId ID = new ProviderId("plivo-1");

    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final Message message = waybill.accept();
    private final AtomicInteger rivals = new AtomicInteger();

    @Test
    void an_outcome_that_lost_races_is_folded_into_what_the_rivals_wrote() {
        lease();
        loseRaces(SubmissionRecorder.MAX_ATTEMPTS - 1);

        waybill.recorder.record(message.id(), accepted());

        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
        assertThat(waybill.ledger.isDone()).isTrue();
    }

    @Test
    void an_outcome_that_lost_every_race_is_given_back() {
        lease();
        loseRaces(SubmissionRecorder.MAX_ATTEMPTS);

        assertThatThrownBy(() -> waybill.recorder.record(message.id(), accepted()))
                .isInstanceOf(StoreUnavailable.class);

        assertThat(waybill.ledger.isDone()).isTrue();
    }

    @Test
    void the_outcome_of_a_message_that_is_gone_is_forgotten() {
        waybill.recorder.record(Examples.nextId(Examples.NOW), accepted());

        assertThat(waybill.telemetry.counted()).isEmpty();
    }

    @Test
    void an_id_that_no_report_named_doubles_the_message() {
        lease();
        waybill.record(
                ReportDraft.of(Examples.providerId(), ReportedStatus.SENT).toOwnUrl(message.id()));

        waybill.recorder.record(message.id(), accepted());

        assertThat(waybill.message(message.id()).furtherIds()).isEqualTo(1);
        assertThat(waybill.telemetry.counted()).containsOnlyOnce("doubled");
    }

    @Test
    void a_lease_is_not_given_up_once_its_outcome_is_known() {
        lease();
        var runOut = waybill.stored(message);
        waybill.recorder.record(message.id(), accepted());
        var before = waybill.stored(message);

        waybill.recorder.giveUp(runOut);

        assertThat(waybill.stored(message)).isEqualTo(before);
        assertThat(waybill.telemetry.counted()).containsExactly("submission Accepted");
    }

    @Test
    void a_lease_is_not_given_up_when_its_outcome_becomes_known_at_that_moment() {
        lease();
        var runOut = waybill.stored(message);
        waybill.ledger.beforeNextAppends(1, () -> waybill.recorder.record(message.id(), accepted()));

        waybill.recorder.giveUp(runOut);

        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
        assertThat(waybill.telemetry.counted()).containsExactly("submission Accepted");
    }

    @Test
    void of_two_nodes_that_give_one_lease_up_one_does() {
        lease();
        var runOut = waybill.stored(message);

        waybill.recorder.giveUp(runOut);
        waybill.recorder.giveUp(runOut);

        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);
        assertThat(waybill.telemetry.counted()).containsExactly("submission Unknown");
    }

    @Test
    void what_was_taken_for_submission_since_does_not_expire() {
        lease();

        waybill.recorder.expire(message);

        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTING);
        assertThat(waybill.telemetry.counted()).isEmpty();
    }

    @Test
    void what_a_report_shows_to_have_left_does_not_expire() {
        waybill.record(ReportDraft.of(ID, ReportedStatus.QUEUED).toOwnUrl(message.id()));

        waybill.recorder.expire(message);

        assertThat(waybill.status(message)).isEqualTo(Status.QUEUED);
    }

    @Test
    void what_expired_is_not_due_any_more_and_expires_once() {
        waybill.recorder.expire(message);
        waybill.recorder.expire(message);

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

    private void loseRaces(int times) {
        var quiet = new RecordDeliveryReportsService(
                waybill.stores.ledger(),
                waybill.stores.orphanReports(),
                waybill.ids,
                waybill.matching,
                new RecordingTelemetry());
        waybill.ledger.beforeNextAppends(times, () -> {
            var report = ReportDraft.of(ID, ReportedStatus.UNKNOWN)
                    .receivedAt(waybill.time.instant().plus(Duration.ofMillis(rivals.incrementAndGet())));
            quiet.record(List.of(report.toOwnUrl(message.id())));
        });
    }
}
