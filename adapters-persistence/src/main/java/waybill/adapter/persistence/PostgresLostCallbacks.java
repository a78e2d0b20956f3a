package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import waybill.application.port.out.LostCallbacks;
import waybill.domain.Status;

/** Lost callbacks, counted in the ledger. */
final class PostgresLostCallbacks implements LostCallbacks {
    private final Statements statements;

    PostgresLostCallbacks(Statements statements) {
        this.statements = requireNonNull(statements, "statements");
    }

    @Override
    public List<LostInHour> since(Instant since) {
        return statements.query(
                LookupSql.LOST_BY_HOUR,
                List.of(since.toString()),
                row -> new LostInHour(
                        Values.time(row, "hour"),
                        Status.parse(Values.text(row, "status")).orElseThrow(),
                        Values.number(row, "count")));
    }
}
