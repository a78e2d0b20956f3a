package waybill.adapter.persistence;

/** Statements on the ledger and on the messages folded from it. */
enum LedgerSql implements SqlStatement {
    /**
     * By the id in the callback URL. What is looked up for each row is written so that it can only be done by index: the
     * planner knows neither how many are asked for nor how large the ledger has become since it made its plan.
     */
    LOCATE_BY_ID("""
            SELECT a.place, %s, %s
            FROM unnest(?::integer[], ?::uuid[], ?::bytea[]) AS a (place, id, fingerprint)
            CROSS JOIN LATERAL (SELECT * FROM message WHERE id = a.id LIMIT 1) m
            """.formatted(Known.COLUMN, MessageRow.STORED_COLUMNS)),

    /** By an id of the provider's, also one that is known besides the shown. */
    LOCATE_BY_PROVIDER_ID("""
            SELECT a.place, %s, %s
            FROM unnest(?::integer[], ?::text[], ?::bytea[]) AS a (place, provider_id, fingerprint)
            CROSS JOIN LATERAL (
                (SELECT id FROM message WHERE provider_id = a.provider_id LIMIT 1)
                UNION
                (SELECT message_id FROM provider_alias p WHERE p.provider_id = a.provider_id LIMIT 1)) named
            CROSS JOIN LATERAL (SELECT * FROM message WHERE id = named.id LIMIT 1) m
            """.formatted(Known.COLUMN, MessageRow.STORED_COLUMNS)),

    FIND("""
            SELECT %s FROM message m WHERE m.id = ANY (?::uuid[])
            """.formatted(MessageRow.STORED_COLUMNS)),

    /** What the event log alone knows: when a message was first taken, and that its deadline passed. */
    HISTORY_EVENTS("""
            SELECT message_id, status, at
            FROM message_event
            WHERE message_id = ANY (?::uuid[]) AND status IN ('submitting', 'expired')
            ORDER BY message_id, version
            """),

    HISTORY_ATTEMPTS("""
            SELECT message_id, number, attempt, outcome, provider_id, reason, http_status, retry_after_ms, ended_at
            FROM submission_attempt
            WHERE message_id = ANY (?::uuid[])
            ORDER BY number
            """),

    HISTORY_REPORTS("""
            SELECT message_id, number, %s
            FROM delivery_report
            WHERE message_id = ANY (?::uuid[])
            ORDER BY number
            """.formatted(ReportRow.COLUMNS)),

    /**
     * Locks in the order of ids, writes only where the revision read still holds, and everything of a message at once. An
     * orphan leaves its table in the same breath in which it enters the ledger, with the receipts it has by then.
     */
    APPEND("""
            WITH change AS (
                SELECT *
                FROM unnest(
                    ?::uuid[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::integer[], ?::text[],
                    ?::bytea[], ?::integer[], ?::numeric[], ?::text[], ?::integer[], ?::text[], ?::text[],
                    ?::integer[], ?::timestamptz[], ?::text[], ?::integer[], ?::text[], ?::bigint[], ?::boolean[])
                    AS c (
                        id, revision, status, status_since, provider_id, error_code, refused_status, refused_detail,
                        report_fingerprint, report_sequence, cost_amount, cost_currency, cost_units, mcc, mnc,
                        further_ids, closed_at, outcome, events, schedule, delay_ms, awaits_report)
            ), locked AS (
                SELECT m.id
                FROM message m
                JOIN change c ON c.id = m.id
                WHERE m.revision = c.revision
                ORDER BY m.id
                FOR UPDATE OF m
            ), written AS (
                UPDATE message m
                SET status = c.status,
                    status_since = c.status_since,
                    provider_id = c.provider_id,
                    error_code = c.error_code,
                    refused_status = c.refused_status,
                    refused_detail = c.refused_detail,
                    report_fingerprint = c.report_fingerprint,
                    report_sequence = c.report_sequence,
                    cost_amount = c.cost_amount,
                    cost_currency = c.cost_currency,
                    cost_units = c.cost_units,
                    mcc = c.mcc,
                    mnc = c.mnc,
                    further_ids = c.further_ids,
                    closed_at = c.closed_at,
                    outcome = c.outcome,
                    version = m.version + c.events,
                    revision = m.revision + 1,
                    due_at = CASE c.schedule
                        WHEN 'unchanged' THEN m.due_at
                        WHEN 'due' THEN now() + c.delay_ms * interval '1 millisecond'
                    END,
                    leased_until = CASE c.schedule WHEN 'unchanged' THEN m.leased_until END,
                    next_lookup_at = CASE
                        WHEN c.awaits_report THEN now() + ? * interval '1 millisecond'
                    END,
                    lookups = 0
                FROM change c
                JOIN locked USING (id)
                WHERE m.id = c.id
                RETURNING m.id, m.version - c.events AS version_before
            ), adopted AS (
                DELETE FROM orphan_report o
                USING unnest(?::uuid[], ?::bytea[]) AS a (message_id, fingerprint), written w
                WHERE w.id = a.message_id AND o.fingerprint = a.fingerprint
                RETURNING
                    a.message_id AS adopted_by, o.fingerprint AS adopted, o.receipts AS adopted_receipts,
                    o.last_received_at AS adopted_last
            ), report AS (
                INSERT INTO delivery_report AS d (
                    message_id, verdict, receipts, last_received_at, authenticated_by, raw, source, %1$s)
                SELECT
                    r.message_id, verdict, coalesce(adopted_receipts, receipts), coalesce(adopted_last, received_at),
                    authenticated_by, raw, source, %1$s
                FROM unnest(?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::bytea[], ?::text[], %2$s)
                    WITH ORDINALITY
                    AS r (message_id, verdict, receipts, authenticated_by, raw, source, %1$s, place)
                JOIN written w ON w.id = r.message_id
                LEFT JOIN adopted ON adopted_by = r.message_id AND adopted = r.fingerprint
                ORDER BY r.place
                ON CONFLICT (message_id, fingerprint) DO UPDATE
                SET receipts = d.receipts + excluded.receipts,
                    last_received_at = greatest(d.last_received_at, excluded.last_received_at)
            ), attempt AS (
                INSERT INTO submission_attempt (
                    message_id, attempt, outcome, provider_id, reason, http_status, retry_after_ms, ended_at)
                SELECT message_id, attempt, outcome, provider_id, reason, http_status, retry_after_ms, ended_at
                FROM unnest(
                    ?::uuid[], ?::integer[], ?::text[], ?::text[], ?::text[], ?::integer[], ?::bigint[],
                    ?::timestamptz[])
                    AS a (message_id, attempt, outcome, provider_id, reason, http_status, retry_after_ms, ended_at)
                JOIN written w ON w.id = a.message_id
                ON CONFLICT (message_id, attempt, outcome) DO NOTHING
            ), event AS (
                INSERT INTO message_event (message_id, version, status, at, epoch)
                SELECT e.message_id, w.version_before + e.position, e.status, e.at, (SELECT epoch FROM installation)
                FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::timestamptz[])
                    AS e (message_id, position, status, at)
                JOIN written w ON w.id = e.message_id
                ORDER BY e.message_id, e.position
            ), alias AS (
                INSERT INTO provider_alias (provider_id, message_id)
                SELECT a.provider_id, a.message_id
                FROM unnest(?::uuid[], ?::text[]) AS a (message_id, provider_id)
                JOIN written w ON w.id = a.message_id
                ON CONFLICT DO NOTHING
            ), receipt AS (
                UPDATE delivery_report d
                SET receipts = d.receipts + r.receipts,
                    last_received_at = greatest(d.last_received_at, r.at)
                FROM (
                    SELECT message_id, fingerprint, sum(receipts) AS receipts, max(at) AS at
                    FROM (
                        SELECT message_id, fingerprint, 1 AS receipts, at
                        FROM unnest(?::uuid[], ?::bytea[], ?::timestamptz[]) AS r (message_id, fingerprint, at)
                        UNION ALL
                        SELECT adopted_by, adopted, adopted_receipts, adopted_last FROM adopted) r
                    GROUP BY message_id, fingerprint) r
                WHERE d.message_id = r.message_id AND d.fingerprint = r.fingerprint
            )
            SELECT id FROM written
            """.formatted(ReportRow.COLUMNS, ReportRow.ARRAYS));

    /** Whether the ledger of message {@code m} holds the report asked for. */
    private static final class Known {
        static final String COLUMN = """
            (SELECT true FROM delivery_report d WHERE d.message_id = m.id AND d.fingerprint = a.fingerprint LIMIT 1)
                IS NOT NULL AS known""";
    }

    private final String text;

    LedgerSql(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
