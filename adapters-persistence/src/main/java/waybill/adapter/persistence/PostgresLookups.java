package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import java.util.List;
import waybill.application.port.out.LookupQueue;
import waybill.application.port.out.Stored;
import waybill.application.port.out.SubmissionQueue.SendingLimits;

/** The queue of look-ups in PostgreSQL: rows of {@code message} that are open and have been silent. */
final class PostgresLookups implements LookupQueue {
    private final Statements statements;

    PostgresLookups(Statements statements) {
        this.statements = requireNonNull(statements, "statements");
    }

    @Override
    public List<Stored> take(int limit, Waits waits, SendingLimits limits) {
        long first = waits.first().toMillis();
        long longest = waits.longest().toMillis();
        long untilClosed = waits.untilClosed().toMillis();
        if (limits.requestsPer5s() == 0) {
            return statements.query(LookupSql.TAKE, List.of(limit, first, longest, untilClosed), MessageRow::stored);
        }
        return statements.query(
                LookupSql.TAKE_WITHIN_LIMITS,
                List.of(
                        limit,
                        first,
                        longest,
                        untilClosed,
                        limits.messagesPerSecond(),
                        limits.requestsPer5s(),
                        SHARE_OF_REQUESTS),
                MessageRow::stored);
    }
}
