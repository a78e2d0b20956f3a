package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import waybill.application.port.out.PastMessages;
import waybill.domain.MessageId;

/** The past in PostgreSQL: months are partitions, and what is in none, or in an unpartitioned table, goes row by row. */
final class PostgresPast implements PastMessages {
    private static final UUID OLDEST = new UUID(0, 0);

    private final Statements statements;
    private final MonthDropping months;

    PostgresPast(Statements statements, MonthDropping months) {
        this.statements = requireNonNull(statements, "statements");
        this.months = requireNonNull(months, "months");
    }

    @Override
    public Instant now() {
        return statements
                .query(PastSql.NOW, List.of(), row -> Values.time(row, "now"))
                .getFirst();
    }

    @Override
    public Step redact(Optional<MessageId> after, Instant before, int window) {
        var from = after.map(MessageId::value).orElse(OLDEST).toString();
        return statements
                .query(
                        PastSql.REDACT,
                        List.of(from, before.toString(), window),
                        row -> new Step(
                                (int) Values.number(row, "redacted"),
                                Values.number(row, "examined") < window
                                        ? Optional.empty()
                                        : Optional.of(new MessageId(Values.uuid(row, "last")))))
                .getFirst();
    }

    @Override
    public int redactOrphans(Instant before, int limit) {
        return (int) statements
                .query(PastSql.REDACT_ORPHANS, List.of(before.toString(), limit), row ->
                        (int) Values.number(row, "redacted"))
                .getFirst();
    }

    @Override
    public int dropMonths(Instant before) {
        return months.drop(before);
    }

    @Override
    public int removeRows(Instant before, int limit) {
        int removed = Stream.of(PastSql.REMOVE_KEYS, PastSql.REMOVE_ALIASES, PastSql.REMOVE_ORPHANS)
                .mapToInt(statement -> statements
                        .query(statement, List.of(before.toString(), limit), row -> (int) Values.number(row, "removed"))
                        .getFirst())
                .sum();
        int strays = statements
                .query(
                        PastSql.REMOVE_STRAYS,
                        List.of(before.toString(), limit),
                        row -> Values.integerOf(row, "removed"))
                .getFirst();
        return removed + strays;
    }
}
