package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.out.Examples;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.Verdict;

/** A rival writes the message between our reading and our writing. */
class RecordReportsRaceTest {
    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final Message message = waybill.accept();
    private final ProviderId id = Examples.providerId();
    private final ReceivedReport sent = ReportDraft.of(id, ReportedStatus.SENT).toOwnUrl(message.id());
    private final AtomicInteger rivals = new AtomicInteger();

    @Test
    void a_lost_race_is_read_and_folded_again() {
        loseRaces(1);

        var outcomes = waybill.record(sent);

        assertThat(outcomes).containsExactly(new Outcome.Recorded(message.id(), Verdict.APPLIED));
        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
    }

    @Test
    void what_the_rival_wrote_is_what_the_report_is_judged_by() {
        waybill.ledger.beforeNextAppends(
                1,
                () -> waybill.record(
                        ReportDraft.of(id, ReportedStatus.DELIVERED).toOwnUrl(message.id())));

        var outcomes = waybill.record(sent);

        assertThat(outcomes).containsExactly(new Outcome.Recorded(message.id(), Verdict.STALE));
        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
    }

    @Test
    void a_race_may_be_lost_until_the_last_attempt() {
        loseRaces(EvidenceRecorder.MAX_ATTEMPTS - 1);

        var outcomes = waybill.record(sent);

        assertThat(outcomes).containsExactly(new Outcome.Recorded(message.id(), Verdict.APPLIED));
        assertThat(waybill.ledger.isDone()).isTrue();
    }

    @Test
    void a_race_lost_at_every_attempt_is_given_up_so_that_the_provider_tries_again() {
        loseRaces(EvidenceRecorder.MAX_ATTEMPTS);

        var outcomes = waybill.record(sent);

        assertThat(outcomes).containsExactly(new Outcome.Contended());
        assertThat(waybill.ledger.isDone()).isTrue();
        assertThat(waybill.status(message)).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void the_neighbours_of_a_loser_are_written_once() {
        var neighbour = waybill.accept();
        var theirs = ReportDraft.of(Examples.providerId(), ReportedStatus.SENT).toOwnUrl(neighbour.id());
        loseRaces(2);

        waybill.record(sent, theirs);

        assertThat(waybill.status(neighbour)).isEqualTo(Status.SENT);
        assertThat(waybill.entries(neighbour, ReportEntry.class))
                .extracting(ReportEntry::receipts)
                .containsExactly(1L);
    }

    @Test
    void the_rival_may_have_written_the_same_report() {
        waybill.ledger.beforeNextAppends(1, () -> waybill.record(sent));

        var outcomes = waybill.record(sent, sent);

        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Recorded(message.id(), Verdict.DUPLICATE),
                        new Outcome.Recorded(message.id(), Verdict.DUPLICATE));
        assertThat(receiptsOf(sent)).isEqualTo(3);
    }

    @Test
    void repeats_within_a_batch_that_lost_are_counted_once() {
        loseRaces(2);

        waybill.record(sent, sent);

        assertThat(receiptsOf(sent)).isEqualTo(2);
    }

    @Test
    void a_report_known_before_is_counted_once_though_its_neighbour_lost() {
        waybill.record(sent);
        loseRaces(2);

        var outcomes = waybill.record(
                sent, ReportDraft.of(id, ReportedStatus.DELIVERED).toOwnUrl(message.id()));

        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Recorded(message.id(), Verdict.DUPLICATE),
                        new Outcome.Recorded(message.id(), Verdict.APPLIED));
        assertThat(receiptsOf(sent)).isEqualTo(2);
    }

    @Test
    void a_doubled_message_is_counted_once_however_often_the_race_is_lost() {
        waybill.record(sent);
        loseRaces(2);

        waybill.record(
                ReportDraft.of(Examples.providerId(), ReportedStatus.SENT).toOwnUrl(message.id()));

        assertThat(waybill.telemetry.counted()).containsOnlyOnce("doubled");
    }

    private void loseRaces(int times) {
        waybill.ledger.beforeNextAppends(times, this::writeAsRival);
    }

    /** Each writes something new that changes no status. */
    private void writeAsRival() {
        var report = ReportDraft.of(id, ReportedStatus.UNKNOWN).sequence(Optional.of(100 + rivals.incrementAndGet()));
        waybill.recorder(waybill.stores.ledger(), new RecordingTelemetry())
                .record(List.of(report.toOwnUrl(message.id())));
    }

    private long receiptsOf(ReceivedReport report) {
        return waybill.entries(message, ReportEntry.class).stream()
                .filter(entry -> entry.report().fingerprint().equals(report.fingerprint()))
                .mapToLong(ReportEntry::receipts)
                .sum();
    }
}
