package waybill.adapter.persistence;

/** Statements on the messages that wait to be looked up. Times are the database's. */
enum LookupSql implements SqlStatement {
    TAKE("""
            WITH asked AS (
                SELECT
                    CAST(? AS bigint) AS wanted,
                    CAST(? AS double precision) AS first_ms,
                    CAST(? AS double precision) AS longest_ms,
                    CAST(? AS double precision) AS until_closed_ms
            ), due AS (
                SELECT status, message_id
                FROM message_status
                WHERE next_lookup_at <= now()
                ORDER BY next_lookup_at
                LIMIT (SELECT wanted FROM asked)
                FOR UPDATE SKIP LOCKED
            ), %s
            """.formatted(Take.TEXT)),

    /**
     * As TAKE, within the account's limit of requests, of which look-ups get a fifth: 2 % at once and the rest as time
     * passes. The budget's row is locked first, as it is for sends, whose budget they share.
     */
    TAKE_WITHIN_LIMITS("""
            WITH asked AS (
                SELECT
                    CAST(? AS bigint) AS wanted,
                    CAST(? AS double precision) AS first_ms,
                    CAST(? AS double precision) AS longest_ms,
                    CAST(? AS double precision) AS until_closed_ms,
                    CAST(? AS double precision) AS per_second,
                    CAST(? AS double precision) AS per_5s,
                    CAST(? AS double precision) AS share
            ), budget AS MATERIALIZED (
                SELECT * FROM sending_budget FOR UPDATE
            ), refilled AS (
                SELECT
                    least(per_second, messages + per_second * elapsed) AS messages,
                    least(greatest(1, per_5s * 0.1), requests + per_5s * 0.18 * elapsed) AS requests,
                    least(burst, lookups + (per_5s * share - burst) / 5 * lookups_elapsed) AS lookups
                FROM asked, budget,
                    greatest(0, extract(epoch FROM clock_timestamp() - refilled_at)) AS elapsed,
                    greatest(0, extract(epoch FROM clock_timestamp() - lookups_refilled_at)) AS lookups_elapsed,
                    greatest(1, per_5s * share * 0.1) AS burst
            ), due AS (
                SELECT status, message_id
                FROM message_status
                WHERE next_lookup_at <= now()
                ORDER BY next_lookup_at
                LIMIT (
                    SELECT greatest(0, least(wanted, CAST(floor(least(requests, lookups)) AS bigint)))
                    FROM asked, refilled)
                FOR UPDATE SKIP LOCKED
            ), spent AS (
                UPDATE sending_budget
                SET messages = refilled.messages,
                    requests = refilled.requests - (SELECT count(*) FROM due),
                    lookups = refilled.lookups - (SELECT count(*) FROM due),
                    refilled_at = clock_timestamp(),
                    lookups_refilled_at = clock_timestamp()
                FROM refilled
            ), %s
            """.formatted(Take.TEXT)),

    /** Where a callback told the same, it was only late. */
    LOST_BY_HOUR("""
            SELECT date_trunc('hour', l.received_at, 'UTC') AS hour, l.status, count(*) AS count
            FROM delivery_report l
            WHERE l.source = 'lookup' AND l.verdict = 'applied' AND l.received_at >= ?::timestamptz
                AND NOT EXISTS (
                    SELECT FROM delivery_report c
                    WHERE c.message_id = l.message_id AND c.source = 'callback' AND c.status = l.status)
            GROUP BY 1, 2
            ORDER BY 1 DESC, 2
            """);

    private final String text;

    LookupSql(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /** Sets the next time of what is due. The revision stays: nothing is known that was not known before. */
    private static final class Take {
        /** 2 to the power of 20 times any wait is longer than the longest that can be set. */
        private static final int LARGEST_DOUBLING = 20;

        static final String TEXT = """
            taken AS (
                UPDATE message_status s
                SET lookups = s.lookups + 1,
                    next_lookup_at = least(
                        now() + least(longest_ms, first_ms * power(2, least(s.lookups + 1, %d)))
                            * interval '1 millisecond',
                        greatest(
                            m.status_since + until_closed_ms * interval '1 millisecond',
                            now() + first_ms * interval '1 millisecond'))
                FROM due
                CROSS JOIN asked
                CROSS JOIN LATERAL (SELECT status_since FROM message WHERE id = due.message_id LIMIT 1) m
                WHERE s.status = due.status AND s.message_id = due.message_id
                RETURNING s.message_id
            )
            SELECT %s
            FROM taken
            CROSS JOIN LATERAL (SELECT * FROM message WHERE id = taken.message_id LIMIT 1) m
            """.formatted(LARGEST_DOUBLING, MessageRow.STORED_COLUMNS);
    }
}
