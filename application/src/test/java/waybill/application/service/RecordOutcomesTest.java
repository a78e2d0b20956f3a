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

class RecordOutcomesTest {
    private static final ProviderId ID = new ProviderId("plivo-1");

    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final Message message = waybill.accept();
    private final AtomicInteger rivals = new AtomicInteger();

    @Test
    void an_outcome_that_lost_races_is_folded_into_what_the_rivals_wrote() {
        lease();
        loseRaces(EvidenceRecorder.MAX_ATTEMPTS - 1);

        waybill.recorder.record(message.id(), accepted());

        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
        assertThat(waybill.ledger.isDone()).isTrue();
    }

    @Test
    void an_outcome_that_lost_every_race_is_given_back() {
        lease();
        loseRaces(EvidenceRecorder.MAX_ATTEMPTS);

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

    private SubmissionEnded accepted() {
        return new SubmissionEnded(1, new SubmissionOutcome.Accepted(ID), waybill.time.instant());
    }

    private void lease() {
        waybill.stores.queue().lease(1, InMemoryWaybill.LEASE, SendingLimits.NONE);
    }

    private void loseRaces(int times) {
        var quiet = waybill.recorder(waybill.stores.ledger(), new RecordingTelemetry());
        waybill.ledger.beforeNextAppends(times, () -> {
            var report = ReportDraft.of(ID, ReportedStatus.UNKNOWN)
                    .receivedAt(waybill.time.instant().plus(Duration.ofMillis(rivals.incrementAndGet())));
            quiet.record(List.of(report.toOwnUrl(message.id())));
        });
    }
}
