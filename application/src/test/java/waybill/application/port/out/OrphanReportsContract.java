package waybill.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.domain.ReportedStatus.SENT;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.OrphanReports.Kept;
import waybill.application.port.out.OrphanReports.OrphanQuery;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.ReportedStatus;
import waybill.domain.SubmissionOutcome;

/** What every {@link OrphanReports} keeps. */
public interface OrphanReportsContract extends StoreContract {
    @Test
    default void a_kept_report_is_listed() {
        var orphans = stores().orphanReports();
        var report = Examples.report(Examples.providerId(), ReportedStatus.SENT);
        var kept = kept(Examples.toSharedUrl(report));

        orphans.keep(List.of(kept));

        assertThat(list(orphans))
                .containsExactly(new OrphanReport(
                        kept.id(),
                        report.providerId().value(),
                        "SENT",
                        "14155550100",
                        "15555550000",
                        report.receivedAt(),
                        1,
                        false));
    }

    @Test
    default void a_report_that_came_again_is_counted_not_kept_twice() {
        var orphans = stores().orphanReports();
        var report = Examples.toSharedUrl(Examples.report(Examples.providerId(), ReportedStatus.SENT));
        var first = kept(report);

        orphans.keep(List.of(first));
        orphans.keep(List.of(kept(report), kept(report)));

        assertThat(list(orphans)).singleElement().satisfies(orphan -> {
            assertThat(orphan.id()).isEqualTo(first.id());
            assertThat(orphan.receipts()).isEqualTo(3);
        });
    }

    @Test
    default void an_unusable_report_is_kept_as_such() {
        var orphans = stores().orphanReports();

        orphans.keep(List.of(kept(Examples.unusable("something odd"))));

        assertThat(list(orphans)).singleElement().satisfies(orphan -> {
            assertThat(orphan.unusable()).isTrue();
            assertThat(orphan.status()).isEqualTo("something odd");
        });
    }

    @Test
    default void reports_are_listed_newest_first_page_by_page() {
        var orphans = stores().orphanReports();
        var first = kept(Examples.unusable("first"));
        var second = kept(Examples.unusable("second"));
        var third = kept(Examples.unusable("third"));
        orphans.keep(List.of(first, second, third));

        var page = orphans.list(new OrphanQuery(Optional.empty(), 2));
        var rest = orphans.list(new OrphanQuery(page.next(), 2));

        assertThat(page.items()).extracting(OrphanReport::id).containsExactly(third.id(), second.id());
        assertThat(rest.items()).extracting(OrphanReport::id).containsExactly(first.id());
        assertThat(rest.next()).isEmpty();
    }

    @Test
    default void usable_reports_are_found_by_the_id_they_speak_of_or_by_that_of_the_whole() {
        var orphans = stores().orphanReports();
        var whole = Examples.providerId();
        var itself = Examples.toSharedUrl(Examples.report(whole, ReportedStatus.SENT));
        var part = Examples.toSharedUrl(Examples.partOf(whole, Examples.report(Examples.providerId(), SENT)));
        var other = Examples.toSharedUrl(Examples.report(Examples.providerId(), ReportedStatus.SENT));
        orphans.keep(List.of(kept(itself), kept(part), kept(other), kept(Examples.unusable("odd"))));

        assertThat(orphans.find(Set.of(whole), 10)).containsExactlyInAnyOrder(itself, part);
        assertThat(orphans.find(Set.of(whole), 1)).hasSize(1);
        assertThat(orphans.find(Set.of(Examples.providerId()), 10)).isEmpty();
    }

    @Test
    default void of_a_window_those_are_found_whose_message_is_known() {
        var stores = stores();
        var message = accept(stores);
        var id = Examples.providerId();
        var accepted = new SubmissionEnded(1, new SubmissionOutcome.Accepted(id), Examples.NOW);
        stores.ledger().append(List.of(change(lease(stores), accepted, new Schedule.Done())), List.of());
        var byUrl = Examples.toOwnUrl(message.id(), Examples.report(Examples.providerId(), SENT));
        var byId = Examples.toOwnUrl(Examples.nextId(Examples.NOW), Examples.report(id, SENT));
        var ofPart = Examples.toSharedUrl(Examples.partOf(id, Examples.report(Examples.providerId(), SENT)));
        var unknown = Examples.toSharedUrl(Examples.report(Examples.providerId(), SENT));
        var orphans = stores.orphanReports();
        orphans.keep(List.of(kept(byUrl), kept(byId), kept(unknown), kept(Examples.unusable("odd")), kept(ofPart)));

        var first = orphans.findMatching(Optional.empty(), 2);
        var second = orphans.findMatching(first.next(), 2);
        var third = orphans.findMatching(second.next(), 2);

        assertThat(first.items()).containsExactly(ofPart);
        assertThat(second.items()).containsExactlyInAnyOrder(byId, byUrl);
        assertThat(third).isEqualTo(new Page<>(List.of(), Optional.empty()));
    }

    @Test
    default void an_orphan_whose_url_carries_no_id_does_no_harm() {
        var stores = stores();
        var report = Examples.report(Examples.providerId(), SENT);
        var odd = new ReceivedReport(
                Optional.of("nonsense"),
                report.fingerprint(),
                new ReceivedReport.Content.Usable(report),
                "V3",
                false,
                new RawBody(new byte[0]),
                Examples.NOW);
        stores.orphanReports().keep(List.of(kept(odd)));

        assertThat(stores.orphanReports().findMatching(Optional.empty(), 10).items())
                .isEmpty();
        assertThat(stores.orphanReports().find(Set.of(report.providerId()), 10)).containsExactly(odd);
    }

    private static List<OrphanReport> list(OrphanReports orphans) {
        return orphans.list(new OrphanQuery(Optional.empty(), 50)).items();
    }

    private static Kept kept(ReceivedReport report) {
        UUID id = Examples.nextId(Examples.NOW).value();
        return new Kept(id, report);
    }
}
