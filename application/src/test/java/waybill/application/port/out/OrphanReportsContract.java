package waybill.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.OrphanReports.Kept;
import waybill.application.port.out.OrphanReports.OrphanQuery;
import waybill.domain.ReportedStatus;

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

    private static List<OrphanReport> list(OrphanReports orphans) {
        return orphans.list(new OrphanQuery(Optional.empty(), 50)).items();
    }

    private static Kept kept(ReceivedReport report) {
        UUID id = Examples.nextId(Examples.NOW).value();
        return new Kept(id, report);
    }
}
