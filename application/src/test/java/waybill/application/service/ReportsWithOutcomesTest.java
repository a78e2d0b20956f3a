package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.application.port.out.Timeline.AttemptEntry;
import waybill.application.port.out.Timeline.EventEntry;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.application.service.NewEvidence.Ended;
import waybill.application.service.NewEvidence.Recorded;
import waybill.application.service.NewEvidence.Reported;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.Refusal;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;
import waybill.domain.Verdict;

/** The answer to a submission and reports of the same message, in one batch. */
class ReportsWithOutcomesTest {
    private static final ProviderId ID = new ProviderId("plivo-1");

    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final Message message = waybill.accept();

    @BeforeEach
    void lease() {
        waybill.stores.queue().lease(1, InMemoryWaybill.LEASE, SendingLimits.NONE);
    }

    @Test
    void they_are_one_write_in_which_the_answer_comes_first() {
        var before = waybill.stored(message).revision();

        var recorded = record(own(ReportedStatus.QUEUED), ended(new SubmissionOutcome.Accepted(ID)));

        assertThat(recorded).containsExactly(applied(), Recorded.OfAttempt.DONE);
        assertThat(waybill.stored(message).revision()).isEqualTo(before + 1);
        assertThat(waybill.stored(message).leased()).isFalse();
        assertThat(waybill.entries(message, EventEntry.class))
                .extracting(EventEntry::status)
                .containsExactly(Status.ACCEPTED, Status.SUBMITTING, Status.SUBMITTED, Status.QUEUED);
        assertThat(waybill.entries(message, AttemptEntry.class)).hasSize(1);
        assertThat(waybill.entries(message, ReportEntry.class)).hasSize(1);
        assertThat(waybill.telemetry.counted()).containsExactly("submission Accepted", "report applied");
    }

    @Test
    void what_is_reported_is_not_submitted_again_whatever_the_answer() {
        record(ended(new SubmissionOutcome.NotAccepted("HTTP 503", Optional.empty())), own(ReportedStatus.SENT));

        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
        assertThat(leaseAgain()).isZero();
    }

    /** What it says is not understood, but it is of this message. */
    @Test
    void a_report_that_applies_nothing_shows_that_an_unconfirmed_message_left() {
        record(ended(new SubmissionOutcome.Unknown("silence")));
        waybill.time.pass(Duration.ofSeconds(1));
        var late = new Ended(
                message.id(),
                new SubmissionEnded(
                        1, new SubmissionOutcome.NotAccepted("late", Optional.empty()), waybill.time.instant()));

        record(late, own(ReportedStatus.UNKNOWN));

        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);
        assertThat(leaseAgain()).isZero();
    }

    @Test
    void without_a_report_the_answer_decides_when_it_is_submitted_again() {
        record(ended(new SubmissionOutcome.NotAccepted("HTTP 503", Optional.empty())));

        assertThat(leaseAgain()).isEqualTo(1);
    }

    @Test
    void of_two_ends_the_answer_stands_and_the_ledger_says_the_same() {
        var refused = new SubmissionOutcome.Refused(new Refusal(400, "dst is invalid"));

        var recorded = record(own(ReportedStatus.DELIVERED), ended(refused));

        assertThat(recorded).contains(new Recorded.OfReport(new Outcome.Recorded(message.id(), Verdict.CONTRADICTORY)));
        var history = waybill.ledger.histories(Set.of(message.id())).getOrDefault(message.id(), List.of());
        assertThat(message.refolded(history)).isEqualTo(waybill.message(message.id()));
        assertThat(waybill.status(message)).isEqualTo(Status.FAILED);
    }

    @Test
    void both_are_folded_anew_when_another_node_was_first() {
        waybill.ledger.beforeNextAppends(
                1,
                () -> waybill.recorder(waybill.stores.ledger(), new RecordingTelemetry())
                        .record(List.of(report(ReportedStatus.SENT))));

        var recorded = record(own(ReportedStatus.QUEUED), ended(new SubmissionOutcome.Accepted(ID)));

        assertThat(recorded)
                .containsExactly(
                        new Recorded.OfReport(new Outcome.Recorded(message.id(), Verdict.STALE)),
                        Recorded.OfAttempt.DONE);
        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
        assertThat(waybill.entries(message, ReportEntry.class)).hasSize(2);
        assertThat(waybill.entries(message, AttemptEntry.class)).hasSize(1);
    }

    @Test
    void a_report_on_the_shared_url_is_matched_by_the_id_that_the_answer_names() {
        record(
                new Reported(ReportDraft.of(ID, ReportedStatus.QUEUED).toSharedUrl()),
                ended(new SubmissionOutcome.Accepted(ID)));

        assertThat(waybill.status(message)).isEqualTo(Status.QUEUED);
        assertThat(waybill.orphans()).isEmpty();
    }

    private List<Recorded> record(NewEvidence... all) {
        return waybill.recorder.recordAll(List.of(all));
    }

    private int leaseAgain() {
        waybill.time.pass(InMemoryWaybill.FIRST_RETRY);
        return waybill.stores
                .queue()
                .lease(1, InMemoryWaybill.LEASE, SendingLimits.NONE)
                .size();
    }

    private Reported own(ReportedStatus status) {
        return new Reported(report(status));
    }

    private ReceivedReport report(ReportedStatus status) {
        return ReportDraft.of(ID, status).toOwnUrl(message.id());
    }

    private Ended ended(SubmissionOutcome outcome) {
        return new Ended(message.id(), new SubmissionEnded(1, outcome, waybill.time.instant()));
    }

    private Recorded applied() {
        return new Recorded.OfReport(new Outcome.Recorded(message.id(), Verdict.APPLIED));
    }
}
