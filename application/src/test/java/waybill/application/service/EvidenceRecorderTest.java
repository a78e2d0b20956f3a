package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.out.Examples;
import waybill.application.port.out.OrphanReport;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.Verdict;

class EvidenceRecorderTest {
    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final Message message = waybill.accept();
    private final ProviderId id = Examples.providerId();

    @Test
    void nothing_is_made_of_nothing() {
        assertThat(waybill.record()).isEmpty();
    }

    @Test
    void a_report_on_the_message_s_own_url_is_applied() {
        var outcomes = waybill.record(ReportDraft.of(id, ReportedStatus.SENT).toOwnUrl(message.id()));

        assertThat(outcomes).containsExactly(new Outcome.Recorded(message.id(), Verdict.APPLIED));
        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
        assertThat(waybill.message(message.id()).state().providerIdIfKnown()).contains(id);
    }

    @Test
    void a_report_on_the_shared_url_finds_its_message_by_the_provider_s_id() {
        waybill.record(ReportDraft.of(id, ReportedStatus.QUEUED).toOwnUrl(message.id()));

        var outcomes = waybill.record(ReportDraft.of(id, ReportedStatus.SENT).toSharedUrl());

        assertThat(outcomes).containsExactly(new Outcome.Recorded(message.id(), Verdict.APPLIED));
        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
    }

    @Test
    void a_report_of_a_provider_s_id_that_is_not_known_is_kept_as_an_orphan() {
        var report = ReportDraft.of(id, ReportedStatus.SENT);

        var outcomes = waybill.record(report.toSharedUrl());

        assertThat(outcomes).containsExactly(new Outcome.Orphaned());
        assertThat(waybill.orphans()).singleElement().satisfies(orphan -> {
            assertThat(orphan.providerId()).isEqualTo(id.value());
            assertThat(orphan.unusable()).isFalse();
        });
        assertThat(waybill.telemetry.counted()).containsExactly("orphan");
    }

    @Test
    void a_report_on_the_url_of_an_unknown_message_is_kept_as_an_orphan() {
        waybill.record(ReportDraft.of(id, ReportedStatus.QUEUED).toOwnUrl(message.id()));

        var outcomes = waybill.record(
                ReportDraft.of(Examples.providerId(), ReportedStatus.SENT).toOwnUrl(Examples.nextId(Examples.NOW)));

        assertThat(outcomes).containsExactly(new Outcome.Orphaned());
        assertThat(waybill.orphans()).hasSize(1);
        assertThat(waybill.status(message)).isEqualTo(Status.QUEUED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "../messages", "9e107d9d-3729-4f51-8a6b-1d5f3c2b4a60", "%00"})
    void a_report_whose_url_names_no_id_of_ours_is_kept_as_an_orphan(String path) {
        var report = ReportDraft.of(id, ReportedStatus.SENT).toSharedUrl();

        var outcomes = waybill.record(onPath(path, report));

        assertThat(outcomes).containsExactly(new Outcome.Orphaned());
        assertThat(waybill.orphans()).hasSize(1);
    }

    @Test
    void an_orphan_that_comes_again_is_counted_not_kept_twice() {
        var report = ReportDraft.of(id, ReportedStatus.SENT).toSharedUrl();

        waybill.record(report);
        waybill.record(report, report);

        assertThat(waybill.orphans()).extracting(OrphanReport::receipts).containsExactly(3L);
    }

    @Test
    void an_unusable_report_is_kept_as_such() {
        var outcomes = waybill.record(Examples.unusable("something odd"));

        assertThat(outcomes).containsExactly(new Outcome.Unusable());
        assertThat(waybill.orphans()).singleElement().satisfies(orphan -> {
            assertThat(orphan.unusable()).isTrue();
            assertThat(orphan.status()).isEqualTo("something odd");
        });
        assertThat(waybill.telemetry.counted()).containsExactly("unusable");
    }

    @Test
    void a_status_that_nobody_knows_is_kept_and_changes_nothing() {
        waybill.record(ReportDraft.of(id, ReportedStatus.SENT).toOwnUrl(message.id()));
        var before = waybill.message(message.id());

        var outcomes = waybill.record(ReportDraft.of(id, ReportedStatus.UNKNOWN).toOwnUrl(message.id()));

        assertThat(outcomes).containsExactly(new Outcome.Recorded(message.id(), Verdict.STALE));
        assertThat(waybill.message(message.id())).isEqualTo(before);
        assertThat(waybill.entries(message, ReportEntry.class)).hasSize(2);
    }

    @Test
    void a_report_of_a_part_is_kept_and_changes_nothing() {
        var before = waybill.message(message.id());
        var part =
                ReportDraft.of(Examples.providerId(), ReportedStatus.DELIVERED).partOf(id);

        var outcomes = waybill.record(part.toOwnUrl(message.id()));

        assertThat(outcomes).containsExactly(new Outcome.Recorded(message.id(), Verdict.STALE));
        assertThat(waybill.message(message.id())).isEqualTo(before);
        assertThat(waybill.entries(message, ReportEntry.class)).hasSize(1);
    }

    @Test
    void a_report_of_a_part_finds_its_message_by_the_id_of_the_whole() {
        waybill.record(ReportDraft.of(id, ReportedStatus.QUEUED).toOwnUrl(message.id()));
        var part =
                ReportDraft.of(Examples.providerId(), ReportedStatus.DELIVERED).partOf(id);

        var outcomes = waybill.record(part.toSharedUrl());

        assertThat(outcomes).containsExactly(new Outcome.Recorded(message.id(), Verdict.STALE));
        assertThat(waybill.status(message)).isEqualTo(Status.QUEUED);
        assertThat(waybill.message(message.id()).furtherIds()).isZero();
    }

    @Test
    void a_late_report_does_not_undo_delivery() {
        waybill.record(ReportDraft.of(id, ReportedStatus.DELIVERED).toOwnUrl(message.id()));

        var outcomes = waybill.record(ReportDraft.of(id, ReportedStatus.SENT).toOwnUrl(message.id()));

        assertThat(outcomes).containsExactly(new Outcome.Recorded(message.id(), Verdict.STALE));
        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
    }

    @Test
    void of_two_ends_the_first_stands_and_the_other_is_kept_as_contradictory() {
        waybill.record(ReportDraft.of(id, ReportedStatus.DELIVERED).toOwnUrl(message.id()));

        var outcomes = waybill.record(
                ReportDraft.of(id, ReportedStatus.UNDELIVERED).errorCode("50").toOwnUrl(message.id()));

        assertThat(outcomes).containsExactly(new Outcome.Recorded(message.id(), Verdict.CONTRADICTORY));
        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
        assertThat(waybill.entries(message, ReportEntry.class))
                .extracting(ReportEntry::verdict)
                .containsExactly(Verdict.APPLIED, Verdict.CONTRADICTORY);
        assertThat(waybill.telemetry.counted()).containsExactly("report applied", "report contradictory");
    }

    @Test
    void a_further_id_of_the_provider_s_is_counted_as_doubled_once() {
        var other = Examples.providerId();
        waybill.record(ReportDraft.of(id, ReportedStatus.QUEUED).toOwnUrl(message.id()));

        waybill.record(ReportDraft.of(other, ReportedStatus.QUEUED).toOwnUrl(message.id()));
        waybill.record(ReportDraft.of(other, ReportedStatus.SENT).toOwnUrl(message.id()));
        waybill.record(ReportDraft.of(id, ReportedStatus.DELIVERED).toSharedUrl());

        assertThat(waybill.message(message.id()).furtherIds()).isEqualTo(1);
        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
        assertThat(waybill.telemetry.counted()).containsOnlyOnce("doubled");
    }

    @Test
    void outcomes_come_in_the_order_of_the_reports() {
        var outcomes = waybill.record(
                Examples.unusable("odd"),
                ReportDraft.of(id, ReportedStatus.SENT).toOwnUrl(message.id()),
                ReportDraft.of(Examples.providerId(), ReportedStatus.SENT).toSharedUrl(),
                Examples.mustAgree(Examples.unusable("odder")));

        assertThat(outcomes)
                .isEqualTo(List.of(
                        new Outcome.Unusable(),
                        new Outcome.Recorded(message.id(), Verdict.APPLIED),
                        new Outcome.Orphaned(),
                        new Outcome.Refused()));
    }

    private static ReceivedReport onPath(String path, ReceivedReport report) {
        return new ReceivedReport(
                Optional.of(path),
                report.fingerprint(),
                report.content(),
                report.authenticatedBy(),
                report.mustAgree(),
                report.raw(),
                report.receivedAt());
    }
}
