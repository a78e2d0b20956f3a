package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.out.Examples;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.Timeline.EventEntry;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.Verdict;

class RecordReportsTogetherTest {
    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final Message message = waybill.accept();
    private final ProviderId id = Examples.providerId();

    @Test
    void a_report_that_came_before_is_counted_and_changes_nothing_else() {
        var report = sent();
        waybill.record(report);
        var before = waybill.stored(message);

        var outcomes = waybill.record(report);

        assertThat(outcomes).containsExactly(new Outcome.Recorded(message.id(), Verdict.DUPLICATE));
        assertThat(waybill.stored(message)).isEqualTo(before);
        assertThat(receipts()).containsExactly(2L);
        assertThat(waybill.telemetry.counted()).containsExactly("report applied", "report duplicate");
    }

    @Test
    void repeats_within_a_batch_are_counted() {
        var report = sent();

        var outcomes = waybill.record(report, report, report);

        assertThat(outcomes)
                .extracting(outcome -> ((Outcome.Recorded) outcome).verdict())
                .containsExactly(Verdict.APPLIED, Verdict.DUPLICATE, Verdict.DUPLICATE);
        assertThat(receipts()).containsExactly(3L);
    }

    @Test
    void a_report_on_both_urls_is_one() {
        waybill.record(ReportDraft.of(id, ReportedStatus.QUEUED).toOwnUrl(message.id()));
        var report = ReportDraft.of(id, ReportedStatus.SENT);

        waybill.record(report.toOwnUrl(message.id()), report.toSharedUrl());

        assertThat(receipts()).containsExactly(1L, 2L);
    }

    @Test
    void all_reports_of_a_batch_are_folded_one_after_the_other() {
        waybill.record(
                ReportDraft.of(id, ReportedStatus.QUEUED).toOwnUrl(message.id()),
                sent(),
                ReportDraft.of(id, ReportedStatus.DELIVERED).toOwnUrl(message.id()));

        assertThat(waybill.entries(message, EventEntry.class))
                .extracting(EventEntry::status)
                .containsExactly(Status.ACCEPTED, Status.QUEUED, Status.SENT, Status.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void many_reports_of_many_messages_may_come_together_in_any_order(long seed) {
        var messages = Stream.generate(waybill::accept).limit(5).toList();
        var reports = new ArrayList<ReceivedReport>();
        for (var each : messages) {
            var own = new ProviderId("plivo-" + each.id());
            Stream.of(ReportedStatus.QUEUED, ReportedStatus.SENT, ReportedStatus.DELIVERED, ReportedStatus.UNKNOWN)
                    .map(status -> ReportDraft.of(own, status).toOwnUrl(each.id()))
                    .forEach(reports::add);
        }
        reports.addAll(List.copyOf(reports));
        Collections.shuffle(reports, new Random(seed));

        var outcomes = waybill.recorder.record(reports);

        assertThat(messages).allSatisfy(each -> {
            assertThat(waybill.status(each)).isEqualTo(Status.DELIVERED);
            assertThat(waybill.message(each.id()).furtherIds()).isZero();
            assertThat(waybill.entries(each, ReportEntry.class))
                    .hasSize(4)
                    .extracting(ReportEntry::receipts)
                    .containsOnly(2L);
        });
        assertThat(outcomes).filteredOn(RecordReportsTogetherTest::isDuplicate).hasSize(20);
        assertThat(IntStream.range(0, reports.size()))
                .allSatisfy(i -> assertThat(
                                ((Outcome.Recorded) outcomes.get(i)).messageId().toString())
                        .isEqualTo(reports.get(i).ownId().orElseThrow()));
    }

    @Test
    void two_ids_within_one_batch_double_the_message_once() {
        var other = Examples.providerId();

        waybill.record(
                ReportDraft.of(id, ReportedStatus.QUEUED).toOwnUrl(message.id()),
                ReportDraft.of(other, ReportedStatus.QUEUED).toOwnUrl(message.id()),
                ReportDraft.of(other, ReportedStatus.SENT).toOwnUrl(message.id()));

        assertThat(waybill.message(message.id()).furtherIds()).isEqualTo(1);
        assertThat(waybill.telemetry.counted()).containsOnlyOnce("doubled");
    }

    @Test
    void each_id_of_a_message_has_reports_that_are_applied_on_its_own_track() {
        var other = Examples.providerId();
        waybill.record(ReportDraft.of(id, ReportedStatus.DELIVERED).toOwnUrl(message.id()));

        var outcomes = waybill.record(
                ReportDraft.of(other, ReportedStatus.SENT).toOwnUrl(message.id()),
                ReportDraft.of(other, ReportedStatus.QUEUED).toOwnUrl(message.id()));

        assertThat(outcomes)
                .extracting(outcome -> ((Outcome.Recorded) outcome).verdict())
                .containsExactly(Verdict.APPLIED, Verdict.STALE);
        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
    }

    private ReceivedReport sent() {
        return ReportDraft.of(id, ReportedStatus.SENT).toOwnUrl(message.id());
    }

    private List<Long> receipts() {
        return waybill.entries(message, ReportEntry.class).stream()
                .map(ReportEntry::receipts)
                .toList();
    }

    private static boolean isDuplicate(Outcome outcome) {
        return outcome instanceof Outcome.Recorded(var _, var verdict) && verdict == Verdict.DUPLICATE;
    }
}
