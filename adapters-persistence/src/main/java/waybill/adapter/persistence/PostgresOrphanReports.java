package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import io.helidon.dbclient.DbRow;
import java.util.List;
import java.util.UUID;
import waybill.application.port.out.OrphanReport;
import waybill.application.port.out.OrphanReports;
import waybill.application.port.out.Page;
import waybill.application.port.out.ReceivedReport.Content;

/** Reports without a message, in PostgreSQL. */
final class PostgresOrphanReports implements OrphanReports {
    /** Above every UUIDv7: where the newest page begins. */
    private static final UUID NEWEST = new UUID(-1, -1);

    private final Statements statements;

    PostgresOrphanReports(Statements statements) {
        this.statements = requireNonNull(statements, "statements");
    }

    @Override
    public void keep(List<Kept> reports) {
        var columns = new Columns<>(reports)
                .text(Kept::id)
                .text(kept -> kept.report().ownId().orElse(null))
                .flag(kept -> kept.report().content() instanceof Content.Unusable)
                .text(kept -> kept.report().authenticatedBy())
                .bytes(kept -> kept.report().raw().bytes());
        statements.query(
                OrphanSql.KEEP, ReportRow.addTo(columns, Kept::report).parameters(), row -> Values.uuid(row, "id"));
    }

    @Override
    public Page<OrphanReport, UUID> list(OrphanQuery query) {
        var before = query.after().orElse(NEWEST).toString();
        var rows = statements.query(OrphanSql.LIST, List.of(before, query.limit() + 1), PostgresOrphanReports::orphan);
        return Pages.of(rows, query.limit(), OrphanReport::id);
    }

    private static OrphanReport orphan(DbRow row) {
        return new OrphanReport(
                Values.uuid(row, "id"),
                Values.text(row, "provider_id"),
                Values.text(row, "status_text"),
                Values.text(row, "sender"),
                Values.text(row, "recipient"),
                Values.time(row, "received_at"),
                Values.number(row, "receipts"),
                Values.flag(row, "unusable"));
    }
}
