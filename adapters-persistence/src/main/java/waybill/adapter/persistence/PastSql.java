package waybill.adapter.persistence;

import waybill.domain.MessageText;
import waybill.domain.PhoneNumber;

/** Statements that redact and remove what is long past, each of few rows that nobody else holds. */
enum PastSql implements SqlStatement {
    NOW("SELECT now() AS now"),

    /**
     * Reports that came after their message was redacted make it due again. The revision rises, so that whoever read the
     * message before does not write back what was redacted.
     */
    REDACT("""
            WITH examined AS MATERIALIZED (
                SELECT id, closed_at, recipient
                FROM message
                WHERE id > ?::uuid AND id < uuid_at(CAST(? AS timestamptz) AT TIME ZONE 'UTC')
                ORDER BY id
                LIMIT ?
            ), due AS MATERIALIZED (
                SELECT m.id
                FROM message m
                JOIN examined e ON e.id = m.id
                WHERE m.closed_at IS NOT NULL
                    AND (e.recipient <> '%1$s'
                        OR EXISTS (SELECT FROM delivery_report r WHERE r.message_id = e.id AND r.raw IS NOT NULL))
                ORDER BY m.id
                FOR UPDATE OF m SKIP LOCKED
            ), redacted AS (
                UPDATE message m
                SET recipient = '%1$s',
                    body = '%2$s',
                    refused_detail = CASE WHEN m.refused_detail IS NOT NULL THEN '' END,
                    revision = m.revision + 1
                FROM due
                WHERE m.id = due.id
                RETURNING m.id
            ), reports AS (
                UPDATE delivery_report r
                SET raw = NULL, sender = '', recipient = ''
                FROM due
                WHERE r.message_id = due.id
            ), attempts AS (
                UPDATE submission_attempt a
                SET reason = ''
                FROM due
                WHERE a.message_id = due.id AND a.outcome = 'refused'
            )
            SELECT
                (SELECT count(*) FROM redacted) AS redacted,
                (SELECT count(*) FROM examined) AS examined,
                (SELECT id FROM examined ORDER BY id DESC LIMIT 1) AS last
            """.formatted(PhoneNumber.REDACTED.text(), MessageText.REDACTED.value())),

    /** The body becomes empty and not null: a node of the version before reads it whenever it matches orphans. */
    REDACT_ORPHANS("""
            WITH due AS MATERIALIZED (
                SELECT id
                FROM orphan_report
                WHERE id < uuid_at(CAST(? AS timestamptz) AT TIME ZONE 'UTC') AND raw <> ''
                ORDER BY id
                LIMIT ?
                FOR UPDATE SKIP LOCKED
            ), redacted AS (
                UPDATE orphan_report o
                SET raw = '', sender = '', recipient = ''
                FROM due
                WHERE o.id = due.id
                RETURNING o.id
            )
            SELECT count(*) AS redacted FROM redacted
            """),

    REMOVE_KEYS("""
            WITH gone AS (
                DELETE FROM idempotency_key
                WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM idempotency_key
                    WHERE created_at < CAST(? AS timestamptz)
                    LIMIT ?
                    FOR UPDATE SKIP LOCKED))
                RETURNING 1
            )
            SELECT count(*) AS removed FROM gone
            """),

    REMOVE_ALIASES("""
            WITH gone AS (
                DELETE FROM provider_alias
                WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM provider_alias
                    WHERE message_id < uuid_at(CAST(? AS timestamptz) AT TIME ZONE 'UTC')
                    LIMIT ?
                    FOR UPDATE SKIP LOCKED))
                RETURNING 1
            )
            SELECT count(*) AS removed FROM gone
            """),

    REMOVE_ORPHANS("""
            WITH gone AS (
                DELETE FROM orphan_report
                WHERE id IN (
                    SELECT id FROM orphan_report
                    WHERE id < uuid_at(CAST(? AS timestamptz) AT TIME ZONE 'UTC')
                    ORDER BY id
                    LIMIT ?
                    FOR UPDATE SKIP LOCKED)
                RETURNING 1
            )
            SELECT count(*) AS removed FROM gone
            """),

    /** Messages outside every month, with what the tables beside them hold outside every month. */
    REMOVE_STRAYS("""
            SELECT remove_strays(CAST(? AS timestamptz), ?) AS removed
            """);

    private final String text;

    PastSql(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
