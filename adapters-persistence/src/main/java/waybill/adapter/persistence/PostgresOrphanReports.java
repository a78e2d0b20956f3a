package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import waybill.application.port.out.OrphanReport;
import waybill.application.port.out.OrphanReports;
import waybill.application.port.out.Page;
import waybill.application.port.out.RawBody;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.ReceivedReport.Content;
import waybill.domain.ProviderId;

/** Reports without a message, in PostgreSQL. */
final class PostgresOrphanReports implements OrphanReports {
    /** Above every UUIDv7: where the newest page begins. */
    private static final UUID NEWEST = new UUID(-1, -1);

    private static final UUID OLDEST = new UUID(0, 0);

    private final Statements statements;

    PostgresOrphanReports(Statements statements) {
        this.statements = requireNonNull(statements, "statements");
    }

    @Override
    public void keep(List<Kept> reports) {
        var columns = new Columns<>(reports)
                .id(Kept::id)
                .text(kept -> kept.report().ownId().orElse(null))
                .flag(kept -> kept.report().content() instanceof Content.Unusable)
                .text(kept -> kept.report().authenticatedBy())
                .bytes(kept -> kept.report().raw().bytes());
        statements.write(
                OrphanSql.KEEP.name(),
                OrphanSql.KEEP.text(),
                ReportRow.addTo(columns, Kept::report).arrays(),
                row -> Values.uuid(row, "id"));
    }

    @Override
    public Page<OrphanReport, UUID> list(OrphanQuery query) {
        var before = query.after().orElse(NEWEST).toString();
        var rows = statements.query(OrphanSql.LIST, List.of(before, query.limit() + 1), PostgresOrphanReports::orphan);
        return Pages.of(rows, query.limit(), OrphanReport::id);
    }

    @Override
    public List<ReceivedReport> find(Set<ProviderId> ids, int limit) {
        Object texts = ids.stream().map(ProviderId::value).toArray(String[]::new);
        return statements.query(OrphanSql.FIND, List.of(texts, limit), PostgresOrphanReports::received);
    }

    @Override
    public Page<ReceivedReport, UUID> findMatching(Optional<UUID> after, int window) {
        var before = after.orElse(NEWEST).toString();
        var end =
                statements
                        .query(OrphanSql.WINDOW_END, List.of(before, window - 1), row -> Values.uuid(row, "id"))
                        .stream()
                        .findFirst();
        var last = end.orElse(OLDEST).toString();
        return new Page<>(
                statements.query(OrphanSql.FIND_MATCHING, List.of(before, last), PostgresOrphanReports::received), end);
    }

    /** Only what is usable is read, and only what was authenticated is kept. */
    private static ReceivedReport received(Row row) {
        var report = ReportRow.read(row);
        return new ReceivedReport(
                Values.textIfAny(row, "own_id"),
                report.fingerprint(),
                new Content.Usable(report),
                Values.text(row, "authenticated_by"),
                false,
                new RawBody(Values.bytes(row, "raw")),
                report.receivedAt());
    }

    private static OrphanReport orphan(Row row) {
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
