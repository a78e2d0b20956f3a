package waybill.adapter.persistence;

/** Statements on messages as callers create and read them. */
enum MessageSql implements SqlStatement {
    /**
     * Whoever comes second with a key waits here for the first to commit, and stores nothing; for as long as is given, which
     * holds for this transaction only and costs no round trip. Wakes every node once.
     */
    ACCEPT("""
            WITH incoming AS (
                SELECT * FROM unnest(?::message_row[])
                WHERE (SELECT set_config('lock_timeout', ?, true)) IS NOT NULL
            ), claimed AS (
                INSERT INTO idempotency_key (scope, key, payload, message_id)
                SELECT scope, key, payload, id FROM incoming WHERE key IS NOT NULL ORDER BY scope, key
                ON CONFLICT (scope, key) DO NOTHING
                RETURNING message_id
            ), stored AS (
                INSERT INTO message (
                    id, sender, recipient, body, client_reference, created_at, expires_at,
                    status, status_since, version, revision, due_at)
                SELECT
                    id, sender, recipient, body, client_reference, created_at, expires_at,
                    'accepted', created_at, 1, 1, now()
                FROM incoming
                WHERE key IS NULL OR id IN (SELECT message_id FROM claimed)
                RETURNING id, created_at
            ), status AS (
                INSERT INTO message_status (status, message_id) SELECT 'accepted', id FROM stored
            ), event AS (
                INSERT INTO message_event (message_id, version, status, at, epoch)
                SELECT id, 1, 'accepted', created_at, (SELECT epoch FROM installation) FROM stored
            )
            SELECT id, (SELECT pg_notify('waybill_due', '')) FROM stored
            """),

    FIND_KEYS("""
            SELECT k.scope, k.key, k.payload, %s
            FROM unnest(?::bytea[], ?::text[]) AS asked (scope, key)
            JOIN idempotency_key k ON k.scope = asked.scope AND k.key = asked.key
            JOIN message m ON m.id = k.message_id
            """.formatted(MessageRow.COLUMNS)),

    FIND("""
            SELECT %s FROM message m WHERE m.id = ?::uuid
            """.formatted(MessageRow.COLUMNS)),

    /** What is read from, and the filters, are appended from a fixed set: see {@link ListFilters}. */
    LIST("""
            SELECT %s FROM
            """.formatted(MessageRow.COLUMNS)),

    EVENTS("""
            SELECT version, status, at FROM message_event WHERE message_id = ?::uuid ORDER BY version
            """),

    ATTEMPTS("""
            SELECT attempt, outcome, provider_id, reason, http_status, retry_after_ms, ended_at
            FROM submission_attempt
            WHERE message_id = ?::uuid
            ORDER BY number
            """),

    LISTINGS("""
            SELECT %s FROM message_listing WHERE message_id = ?::uuid ORDER BY number
            """.formatted(ListingRow.COLUMNS)),

    REPORTS("""
            SELECT %s, verdict, receipts, last_received_at, authenticated_by, raw, source
            FROM delivery_report
            WHERE message_id = ?::uuid
            ORDER BY number
            """.formatted(ReportRow.COLUMNS));

    private final String text;

    MessageSql(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
