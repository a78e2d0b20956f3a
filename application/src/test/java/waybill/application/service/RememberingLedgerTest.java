package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.out.Examples;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Stored;
import waybill.application.port.out.SubmissionQueue;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.application.service.NewEvidence.Disposition;
import waybill.application.service.NewEvidence.Ended;
import waybill.domain.Evidence;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;
import waybill.domain.Verdict;

class RememberingLedgerTest {
    private static final int ENOUGH = 100;

    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final Message message = waybill.accept();
    private final ProviderId id = Examples.providerId();
    private final CountedLedger counted = new CountedLedger(waybill.ledger);
    private final DirectRecorder node = node(new RememberingLedger(counted, ENOUGH));
    private final DirectRecorder other = node(new RememberingLedger(waybill.stores.ledger(), ENOUGH));

    @Test
    void what_was_written_is_not_read_again() {
        node.record(List.of(own(ReportedStatus.QUEUED)));

        var outcomes = node.record(List.of(own(ReportedStatus.SENT), own(ReportedStatus.DELIVERED)));

        assertThat(outcomes).containsExactly(recorded(Verdict.APPLIED), recorded(Verdict.APPLIED));
        assertThat(counted.read).hasSize(1);
        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
    }

    @Test
    void only_what_is_not_remembered_is_read() {
        var neighbour = waybill.accept();
        var theirs = ReportDraft.of(Examples.providerId(), ReportedStatus.SENT).toOwnUrl(neighbour.id());
        node.record(List.of(own(ReportedStatus.QUEUED)));

        node.record(List.of(own(ReportedStatus.SENT), theirs, own(ReportedStatus.DELIVERED)));

        assertThat(counted.read.getLast()).containsExactly(theirs);
        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
        assertThat(waybill.status(neighbour)).isEqualTo(Status.SENT);
    }

    @Test
    void a_report_that_is_remembered_is_looked_up_before_it_is_called_a_duplicate() {
        var sent = own(ReportedStatus.SENT);
        node.record(List.of(sent));

        var outcomes = node.record(List.of(sent));

        assertThat(outcomes).containsExactly(recorded(Verdict.DUPLICATE));
        assertThat(counted.read).containsExactly(List.of(sent), List.of(sent));
        assertThat(receipts()).containsExactly(2L);
    }

    @Test
    void what_another_node_wrote_since_is_read_and_judged_by() {
        node.record(List.of(own(ReportedStatus.QUEUED)));
        other.record(List.of(own(ReportedStatus.DELIVERED)));

        var outcomes = node.record(List.of(own(ReportedStatus.SENT)));

        assertThat(outcomes).containsExactly(recorded(Verdict.STALE));
        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
    }

    @Test
    void a_report_that_another_node_wrote_before_is_a_duplicate_all_the_same() {
        var queued = own(ReportedStatus.QUEUED);
        other.record(List.of(queued));
        node.record(List.of(own(ReportedStatus.SENT)));

        var outcomes = node.record(List.of(queued));

        assertThat(outcomes).containsExactly(recorded(Verdict.DUPLICATE));
        assertThat(receipts()).containsExactly(2L, 1L);
    }

    @Test
    void whether_an_unproven_report_agrees_is_not_judged_by_memory() {
        node.record(List.of(own(ReportedStatus.QUEUED)));
        other.record(List.of(own(ReportedStatus.SENT)));
        var unproven = Examples.mustAgree(own(ReportedStatus.DELIVERED));

        node.record(List.of(unproven));

        assertThat(counted.read.getLast()).containsExactly(unproven);
    }

    /** Another node found that the message goes under a second id, of which the unproven report speaks. */
    @Test
    void nor_is_it_when_another_report_of_the_message_comes_with_it() {
        var second = Examples.providerId();
        node.record(List.of(own(ReportedStatus.QUEUED)));
        other.record(List.of(ReportDraft.of(second, ReportedStatus.QUEUED).toOwnUrl(message.id())));
        var unproven =
                Examples.mustAgree(ReportDraft.of(second, ReportedStatus.SENT).toOwnUrl(message.id()));

        var outcomes = node.record(List.of(own(ReportedStatus.SENT), unproven));

        assertThat(outcomes).containsExactly(recorded(Verdict.APPLIED), recorded(Verdict.APPLIED));
    }

    @Test
    void a_message_that_has_ended_is_forgotten() {
        node.record(List.of(own(ReportedStatus.DELIVERED)));

        node.record(List.of(own(ReportedStatus.SENT)));

        assertThat(counted.read).hasSize(2);
    }

    @Test
    void what_may_or_may_not_have_been_written_is_read_again() {
        node.record(List.of(own(ReportedStatus.QUEUED)));
        waybill.ledger.beAwayForNextAppends(1);
        var sent = List.of(own(ReportedStatus.SENT));
        assertThatThrownBy(() -> node.record(sent)).isInstanceOf(StoreUnavailable.class);

        node.record(sent);

        assertThat(counted.read).hasSize(2);
        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
    }

    @Test
    void no_more_messages_are_remembered_than_may_be() {
        var small = node(new RememberingLedger(counted, 1));
        var neighbour = waybill.accept();
        small.record(List.of(own(ReportedStatus.QUEUED)));
        small.record(List.of(
                ReportDraft.of(Examples.providerId(), ReportedStatus.SENT).toOwnUrl(neighbour.id())));

        small.record(List.of(own(ReportedStatus.SENT)));

        assertThat(counted.read).hasSize(3);
    }

    @Test
    void of_a_message_with_very_many_reports_nothing_is_remembered() {
        for (int i = 0; i <= RememberingLedger.MOST_REPORTS + 1; i++) {
            var report = ReportDraft.of(id, ReportedStatus.SENT).sequence(Optional.of(i));
            node.record(List.of(report.toOwnUrl(message.id())));
        }

        assertThat(counted.read).hasSize(2);
    }

    @Test
    void what_was_leased_is_not_read_for_its_outcome_nor_for_its_first_report() {
        var ledger = new RememberingLedger(counted, ENOUGH);
        lease(ledger);

        node(ledger).record(message.id(), accepted());
        node(ledger).record(List.of(own(ReportedStatus.QUEUED)));

        assertThat(counted.found).isEmpty();
        assertThat(counted.read).isEmpty();
        assertThat(waybill.status(message)).isEqualTo(Status.QUEUED);
    }

    @Test
    void an_outcome_that_its_first_report_overtook_is_folded_into_what_that_made() {
        var ledger = new RememberingLedger(counted, ENOUGH);
        lease(ledger);
        node(ledger).record(List.of(own(ReportedStatus.SENT)));

        node(ledger).record(message.id(), accepted());

        assertThat(counted.found).isEmpty();
        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
        assertThat(waybill.stored(message).leased()).isFalse();
    }

    @Test
    void an_outcome_is_folded_into_what_another_node_wrote_since_the_lease() {
        var ledger = new RememberingLedger(counted, ENOUGH);
        lease(ledger);
        other.record(List.of(own(ReportedStatus.SENT)));

        node(ledger).record(message.id(), accepted());

        assertThat(counted.found).containsExactly(Set.of(message.id()));
        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
    }

    @Test
    void what_was_written_before_the_lease_was_heard_of_is_not_forgotten_for_it() {
        var ledger = new RememberingLedger(counted, ENOUGH);
        var queue = ledger.remembering(new SubmissionQueue() {
            @Override
            public List<Stored> lease(int limit, Duration lease, SendingLimits limits) {
                var leased = waybill.stores.queue().lease(limit, lease, limits);
                node(ledger).record(List.of(own(ReportedStatus.QUEUED)));
                return leased;
            }

            @Override
            public List<Stored> findRunOut(int limit) {
                return List.of();
            }

            @Override
            public List<Stored> findOverdue(int limit) {
                return List.of();
            }
        });
        queue.lease(1, InMemoryWaybill.LEASE, SendingLimits.NONE);

        node(ledger).record(List.of(own(ReportedStatus.SENT)));

        assertThat(counted.read).hasSize(1);
        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
    }

    @Test
    void the_outcome_of_a_message_that_is_gone_since_its_lease_is_forgotten() {
        var gone = new RememberingLedger(new CountedLedger(new InMemoryWaybill().ledger), ENOUGH);
        lease(gone);

        var recorded = node(gone).recordAll(List.of(new Ended(message.id(), accepted())));

        assertThat(recorded).containsExactly(Disposition.OfAttempt.DONE);
    }

    /** Another node kept a part's report while no id was known; the id known since is not the one it belongs to. */
    @Test
    void an_unproven_report_is_not_judged_by_what_is_remembered_for_the_outcome_beside_it() {
        var ledger = new RememberingLedger(counted, ENOUGH);
        lease(ledger);
        var part = Examples.mustAgree(ReportDraft.of(Examples.providerId(), ReportedStatus.SENT)
                .partOf(Examples.providerId())
                .toOwnUrl(message.id()));
        other.record(List.of(part));
        other.record(List.of(own(ReportedStatus.QUEUED)));

        var recorded =
                node(ledger).recordAll(List.of(new Ended(message.id(), accepted()), new NewEvidence.Reported(part)));

        assertThat(recorded)
                .containsExactly(Disposition.OfAttempt.DONE, new Disposition.OfReport(new Outcome.Refused()));
        assertThat(receipts()).containsExactly(1L, 1L);
        assertThat(counted.found).isEmpty();
    }

    private void lease(RememberingLedger ledger) {
        var leased = ledger.remembering(waybill.stores.queue()).lease(1, InMemoryWaybill.LEASE, SendingLimits.NONE);
        assertThat(leased).hasSize(1);
    }

    private SubmissionEnded accepted() {
        return new SubmissionEnded(1, new SubmissionOutcome.Accepted(id), Examples.NOW);
    }

    private DirectRecorder node(Ledger ledger) {
        return waybill.recorder(ledger, waybill.telemetry);
    }

    private ReceivedReport own(ReportedStatus status) {
        return ReportDraft.of(id, status).toOwnUrl(message.id());
    }

    private Outcome recorded(Verdict verdict) {
        return new Outcome.Recorded(message.id(), verdict);
    }

    /** Of each report of the message, in the order in which they were written. */
    private List<Long> receipts() {
        return waybill.stores.messages().timeline(message.id()).orElseThrow().entries().stream()
                .filter(ReportEntry.class::isInstance)
                .map(ReportEntry.class::cast)
                .map(ReportEntry::receipts)
                .toList();
    }

    /** Tells what is located and found through it. */
    private static final class CountedLedger implements Ledger {
        final List<List<ReceivedReport>> read = new ArrayList<>();
        final List<Set<MessageId>> found = new ArrayList<>();
        private final Ledger ledger;

        CountedLedger(Ledger ledger) {
            this.ledger = ledger;
        }

        @Override
        public List<Located> locate(List<ReceivedReport> reports) {
            read.add(reports);
            return ledger.locate(reports);
        }

        @Override
        public Map<MessageId, Stored> find(Set<MessageId> ids) {
            found.add(ids);
            return ledger.find(ids);
        }

        @Override
        public Map<MessageId, List<Evidence>> histories(Set<MessageId> ids) {
            return ledger.histories(ids);
        }

        @Override
        public Set<MessageId> append(List<MessageChange> changes, List<Receipt> receipts) {
            return ledger.append(changes, receipts);
        }
    }
}
