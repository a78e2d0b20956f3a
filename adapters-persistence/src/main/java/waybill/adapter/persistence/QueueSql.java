package waybill.adapter.persistence;

/** Statements on what waits to be submitted. Times are the database's. */
enum QueueSql implements SqlStatement {
    LEASE("""
            WITH due AS (
                SELECT id
                FROM message
                WHERE due_at <= now() AND expires_at > now()
                    AND status IN ('accepted', 'submitting', 'unconfirmed')
                ORDER BY due_at
                LIMIT ?
                FOR UPDATE SKIP LOCKED
            ), %s
            """.formatted(Take.TEXT)),

    /**
     * As LEASE, within the account's limits. The budget's row is locked first, so nodes take their turns; the budget of
     * requests allows a burst of a tenth, so that no five seconds ever see more than the limit. Whoever waited for the row
     * in vain begins again, with what is under way by then. What is sent while there is no limit is no debt to one that is set
     * later.
     */
    LEASE_WITHIN_LIMITS("""
            WITH asked AS (
                SELECT
                    CAST(? AS double precision) AS wanted,
                    CAST(? AS double precision) AS per_second,
                    CAST(? AS double precision) AS per_5s,
                    CAST(? AS double precision) AS concurrent
            ), budget AS MATERIALIZED (
                SELECT messages, requests, refilled_at FROM sending_budget FOR UPDATE
            ), refilled AS (
                SELECT
                    least(per_second, messages + per_second * elapsed) AS messages,
                    least(greatest(1, per_5s * 0.1), requests + per_5s * 0.18 * elapsed) AS requests
                FROM asked, budget, greatest(0, extract(epoch FROM clock_timestamp() - refilled_at)) AS elapsed
            ), room AS (
                SELECT least(
                    wanted,
                    CASE WHEN per_second = 0 THEN wanted ELSE floor(messages) END,
                    CASE WHEN per_5s = 0 THEN wanted ELSE floor(requests) END,
                    CASE WHEN concurrent = 0 THEN wanted
                        ELSE concurrent - (SELECT count(*) FROM message WHERE leased_until IS NOT NULL) END) AS size
                FROM asked, refilled
            ), due AS (
                SELECT id
                FROM message
                WHERE due_at <= now() AND expires_at > now()
                    AND status IN ('accepted', 'submitting', 'unconfirmed')
                ORDER BY due_at
                LIMIT (SELECT greatest(0, CAST(size AS bigint)) FROM room)
                FOR UPDATE SKIP LOCKED
            ), spent AS (
                UPDATE sending_budget
                SET messages = greatest(0, refilled.messages - (SELECT count(*) FROM due)),
                    requests = greatest(0, refilled.requests - (SELECT count(*) FROM due)),
                    refilled_at = clock_timestamp()
                FROM refilled
                WHERE EXISTS (SELECT FROM due)
            ), %s
            """.formatted(Take.TEXT)),

    FIND_RUN_OUT("""
            SELECT %s FROM message m WHERE m.leased_until <= now() ORDER BY m.leased_until LIMIT ?
            """.formatted(MessageRow.STORED_COLUMNS)),

    FIND_OVERDUE("""
            SELECT %s FROM message m WHERE m.due_at IS NOT NULL AND m.expires_at <= now() ORDER BY m.due_at LIMIT ?
            """.formatted(MessageRow.STORED_COLUMNS));

    private final String text;

    QueueSql(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /** Takes what is due: from here on it may have left. */
    private static final class Take {
        static final String TEXT = """
            taken AS (
                UPDATE message m
                SET status = CASE m.status WHEN 'accepted' THEN 'submitting' ELSE m.status END,
                    status_since = CASE m.status WHEN 'accepted' THEN now() ELSE m.status_since END,
                    version = m.version + CASE m.status WHEN 'accepted' THEN 1 ELSE 0 END,
                    revision = m.revision + 1,
                    attempts = m.attempts + 1,
                    due_at = NULL,
                    leased_until = now() + ? * interval '1 millisecond'
                FROM due
                WHERE m.id = due.id
                RETURNING m.*
            ), status AS (
                UPDATE message_status s
                SET status = 'submitting'
                FROM taken
                WHERE s.status = 'accepted' AND s.message_id = taken.id AND taken.attempts = 1
            ), event AS (
                INSERT INTO message_event (message_id, version, status, at, epoch)
                SELECT id, version, status, status_since, (SELECT epoch FROM installation)
                FROM taken
                WHERE attempts = 1
            )
            SELECT %s FROM taken m
            """.formatted(MessageRow.STORED_COLUMNS);
    }
}
