package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.out.Examples;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.application.port.out.Timeline.AttemptEntry;
import waybill.application.port.out.Timeline.EventEntry;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.application.service.NewEvidence.Disposition;
import waybill.application.service.NewEvidence.Ended;
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

    private static final Duration LONGER_THAN_ANY_RETRY = Duration.ofMinutes(5);

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

        assertThat(recorded).containsExactly(applied(), Disposition.OfAttempt.DONE);
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

    /** What it says is not understood, but it is of this message, which was taken for absent. */
    @Test
    void a_report_that_applies_nothing_shows_that_an_unconfirmed_message_left() {
        record(ended(new SubmissionOutcome.Unknown("silence")));
        takeForAbsent();

        record(ended(2, new SubmissionOutcome.NotAccepted("HTTP 503", Optional.empty())), own(ReportedStatus.UNKNOWN));

        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);
        assertThat(leaseAgain()).isZero();
    }

    @Test
    void a_report_ends_the_lease_of_a_newer_attempt_also_beside_the_late_answer_to_an_older_one() {
        record(ended(new SubmissionOutcome.Unknown("silence")));
        takeForAbsent();

        record(ended(new SubmissionOutcome.Accepted(ID)), own(ReportedStatus.QUEUED));

        assertThat(waybill.stored(message).leased()).isFalse();
    }

    @Test
    void events_stand_in_the_order_that_the_message_went_through_however_their_times_cross() {
        var early = own(ReportedStatus.QUEUED);
        waybill.time.pass(Duration.ofSeconds(1));

        record(early, ended(new SubmissionOutcome.Accepted(ID)));

        assertThat(waybill.entries(message, EventEntry.class))
                .extracting(EventEntry::status)
                .endsWith(Status.SUBMITTED, Status.QUEUED);
    }

    @Test
    void an_unproven_report_agrees_with_the_id_that_the_answer_beside_it_names() {
        var other = new ProviderId("plivo-2");
        record(own(ReportedStatus.QUEUED));
        var unproven =
                Examples.mustAgree(ReportDraft.of(other, ReportedStatus.SENT).toOwnUrl(message.id()));

        var recorded = record(ended(new SubmissionOutcome.Accepted(other)), new Reported(unproven));

        assertThat(recorded).containsExactly(Disposition.OfAttempt.DONE, applied());
    }

    @Test
    void an_unproven_report_names_no_third_id() {
        var unproven = Examples.mustAgree(
                ReportDraft.of(new ProviderId("plivo-3"), ReportedStatus.SENT).toOwnUrl(message.id()));

        var recorded = record(
                ended(new SubmissionOutcome.Accepted(ID)),
                new Reported(ReportDraft.of(new ProviderId("plivo-2"), ReportedStatus.QUEUED)
                        .toOwnUrl(message.id())),
                new Reported(unproven));

        assertThat(recorded).endsWith(new Disposition.OfReport(new Outcome.Refused()));
        assertThat(waybill.message(message.id()).furtherIds()).isEqualTo(1);
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

        assertThat(recorded)
                .contains(new Disposition.OfReport(new Outcome.Recorded(message.id(), Verdict.CONTRADICTORY)));
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
                        new Disposition.OfReport(new Outcome.Recorded(message.id(), Verdict.STALE)),
                        Disposition.OfAttempt.DONE);
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

    private List<Disposition> record(NewEvidence... all) {
        return waybill.recorder.recordAll(List.of(all));
    }

    /** As settling does when two listings did not show it; another attempt begins. */
    private void takeForAbsent() {
        var stored = waybill.stored(message);
        var change = new MessageChange(
                stored,
                stored.message(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                new Schedule.DueAfter(Duration.ZERO));
        waybill.stores.ledger().append(List.of(change), List.of());
        lease();
        assertThat(waybill.stored(message).holdsLease(2)).isTrue();
    }

    private int leaseAgain() {
        waybill.time.pass(LONGER_THAN_ANY_RETRY);
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
        return ended(1, outcome);
    }

    private Ended ended(int attempt, SubmissionOutcome outcome) {
        return new Ended(message.id(), new SubmissionEnded(attempt, outcome, waybill.time.instant()));
    }

    private Disposition applied() {
        return new Disposition.OfReport(new Outcome.Recorded(message.id(), Verdict.APPLIED));
    }
}
