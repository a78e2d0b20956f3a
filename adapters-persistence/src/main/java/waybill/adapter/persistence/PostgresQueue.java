package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import waybill.application.port.out.Stored;
import waybill.application.port.out.SubmissionQueue;

/** The queue of submissions in PostgreSQL: rows of {@code message} that are due. */
final class PostgresQueue implements SubmissionQueue {
    private final Statements statements;

    PostgresQueue(Statements statements) {
        this.statements = requireNonNull(statements, "statements");
    }

    @Override
    public List<Stored> lease(int limit, Duration lease, SendingLimits limits) {
        if (limits.equals(SendingLimits.NONE)) {
            return statements.queryDirectly(QueueSql.LEASE, List.of(limit, lease.toMillis()), MessageRow::stored);
        }
        return statements.queryDirectly(
                QueueSql.LEASE_WITHIN_LIMITS,
                List.of(
                        limit,
                        limits.messagesPerSecond(),
                        limits.requestsPer5s(),
                        limits.maxConcurrent(),
                        lease.toMillis()),
                MessageRow::stored);
    }

    @Override
    public List<Stored> findRunOut(int limit) {
        return statements.query(QueueSql.FIND_RUN_OUT, List.of(limit), MessageRow::stored);
    }

    @Override
    public List<Stored> findOverdue(int limit) {
        return statements.query(QueueSql.FIND_OVERDUE, List.of(limit), MessageRow::stored);
    }
}
