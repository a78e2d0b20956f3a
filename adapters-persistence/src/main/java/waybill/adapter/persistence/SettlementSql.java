package waybill.adapter.persistence;

/** Statements on the messages with an attempt that is to be settled. Times are the database's. */
enum SettlementSql implements SqlStatement {
    /**
     * What became known since leaves the queue. Whether it did is judged by the message as it was when the statement began;
     * whoever gets the message reads it again, and a further attempt enters it anew.
     */
    TAKE("""
            WITH asked AS (
                SELECT
                    CAST(? AS bigint) AS wanted,
                    CAST(? AS double precision) * interval '1 millisecond' AS lease,
                    CAST(? AS double precision) * interval '1 millisecond' AS first,
                    CAST(? AS double precision) * interval '1 millisecond' AS settling,
                    CAST(? AS double precision) * interval '1 millisecond' AS spread,
                    CAST(? AS double precision) * interval '1 millisecond' AS hold
            ), anchor AS (
                SELECT s.ended_at
                FROM settlement s, asked
                WHERE s.next_at <= now() AND s.ended_at + first <= now()
                ORDER BY s.next_at, s.message_id
                LIMIT 1
            ), due AS (
                SELECT s.message_id, s.attempt, s.lease_end, s.ended_at
                FROM settlement s, asked, anchor
                WHERE s.next_at <= now()
                    AND s.ended_at + first <= now()
                    AND s.ended_at BETWEEN anchor.ended_at - spread AND anchor.ended_at + spread
                ORDER BY s.next_at, s.message_id
                LIMIT (SELECT wanted FROM asked)
                FOR UPDATE OF s SKIP LOCKED
            ), open AS (
                SELECT d.message_id
                FROM due d
                CROSS JOIN LATERAL (SELECT * FROM message WHERE id = d.message_id LIMIT 1) m
                WHERE m.status = 'unconfirmed' AND m.closed_at IS NULL AND m.attempts = d.attempt
                    AND m.due_at IS NULL AND m.leased_until IS NULL
            ), settled AS (
                DELETE FROM settlement s
                USING due d
                WHERE s.message_id = d.message_id AND NOT EXISTS (SELECT FROM open o WHERE o.message_id = d.message_id)
            ), taken AS (
                UPDATE settlement s
                SET next_at = now() + hold
                FROM open o, asked
                WHERE s.message_id = o.message_id
            )
            SELECT
                %s, d.attempt, d.lease_end - lease AS left_from, d.ended_at AS left_until, now() AS taken_at,
                d.ended_at + settling <= now() AS ripe
            FROM due d
            JOIN open o ON o.message_id = d.message_id
            CROSS JOIN asked
            CROSS JOIN LATERAL (SELECT * FROM message WHERE id = d.message_id LIMIT 1) m
            """.formatted(MessageRow.STORED_COLUMNS)),

    /**
     * One page, if both the budget of lists and that of all requests allow it: of lists a tenth at once and the rest as
     * time passes, so that no minute ever sees more than the limit. The budget's row is locked first, as it is for sends.
     * Whoever has no limit of requests leaves their budget alone.
     */
    MAY_LIST("""
            WITH asked AS (
                SELECT
                    CAST(? AS double precision) AS lists_per_minute,
                    CAST(? AS double precision) AS per_second,
                    CAST(? AS double precision) AS per_5s,
                    CAST(? AS double precision) AS hold_ms
            ), budget AS MATERIALIZED (
                SELECT * FROM sending_budget FOR UPDATE
            ), refilled AS (
                SELECT
                    least(per_second, messages + per_second * elapsed) AS messages,
                    least(greatest(1, per_5s * 0.1), requests + per_5s * 0.18 * elapsed) AS requests,
                    least(burst, lists + (lists_per_minute - burst) / 60 * lists_elapsed) AS lists
                FROM asked, budget,
                    greatest(0, extract(epoch FROM clock_timestamp() - refilled_at)) AS elapsed,
                    greatest(0, extract(epoch FROM clock_timestamp() - lists_refilled_at)) AS lists_elapsed,
                    greatest(1, lists_per_minute * 0.1) AS burst
            ), allowed AS (
                SELECT (lists_per_minute = 0 OR lists >= 1) AND (per_5s = 0 OR requests >= 1) AS yes
                FROM asked, refilled
            ), spent AS (
                UPDATE sending_budget b
                SET messages = CASE WHEN per_5s = 0 THEN b.messages ELSE refilled.messages END,
                    requests = CASE WHEN per_5s = 0 THEN b.requests ELSE refilled.requests - 1 END,
                    refilled_at = CASE WHEN per_5s = 0 THEN b.refilled_at ELSE clock_timestamp() END,
                    lists = CASE WHEN lists_per_minute = 0 THEN b.lists ELSE refilled.lists - 1 END,
                    lists_refilled_at =
                        CASE WHEN lists_per_minute = 0 THEN b.lists_refilled_at ELSE clock_timestamp() END
                FROM asked, refilled, allowed
                WHERE yes
            ), held AS (
                UPDATE settlement s
                SET next_at = now() + hold_ms * interval '1 millisecond'
                FROM unnest(?::uuid[]) AS t (id), asked
                WHERE s.message_id = t.id
            )
            SELECT yes FROM allowed
            """),

    POSTPONE("""
            UPDATE settlement s
            SET next_at = now() + CAST(? AS double precision) * interval '1 millisecond'
            FROM unnest(?::uuid[]) AS t (id)
            WHERE s.message_id = t.id
            RETURNING s.message_id
            """),

    KNOWN("""
            SELECT a.provider_id
            FROM unnest(?::text[]) AS a (provider_id)
            WHERE EXISTS (SELECT FROM message m WHERE m.provider_id = a.provider_id)
                OR EXISTS (SELECT FROM provider_alias p WHERE p.provider_id = a.provider_id)
            """),

    /** An attempt whose lease still runs may yet leave; one that was given up left before that, if it did. */
    OTHERS("""
            SELECT
                m.id, m.sender, m.recipient, m.created_at,
                CASE
                    WHEN m.leased_until IS NOT NULL THEN now()
                    ELSE coalesce(
                        (SELECT max(a.ended_at) FROM submission_attempt a
                            WHERE a.message_id = m.id AND a.outcome = 'unknown'),
                        m.status_since)
                END AS latest
            FROM unnest(?::text[]) AS r (recipient)
            CROSS JOIN LATERAL (
                SELECT * FROM message
                WHERE recipient = r.recipient
                    AND id BETWEEN ?::uuid AND ?::uuid
                    AND provider_id IS NULL
                    AND attempts > 0
                    AND (leased_until IS NOT NULL OR status = 'unconfirmed')) m
            WHERE m.id <> ALL (?::uuid[])
            """),

    WITNESSES("""
            WITH asked AS (
                SELECT
                    CAST(? AS uuid) AS first, CAST(? AS uuid) AS last,
                    CAST(? AS timestamptz) AS from_time, CAST(? AS timestamptz) AS until_time, CAST(? AS bigint) AS half
            )
            (SELECT provider_id
                FROM submission_attempt, asked
                WHERE message_id BETWEEN first AND last
                    AND outcome = 'accepted' AND ended_at BETWEEN from_time AND until_time
                ORDER BY message_id
                LIMIT (SELECT half FROM asked))
            UNION
            (SELECT provider_id
                FROM submission_attempt, asked
                WHERE message_id BETWEEN first AND last
                    AND outcome = 'accepted' AND ended_at BETWEEN from_time AND until_time
                ORDER BY message_id DESC
                LIMIT (SELECT half FROM asked))
            """);

    private final String text;

    SettlementSql(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
