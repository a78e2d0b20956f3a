package waybill.adapter.persistence;

/** Statements on reports without a message. */
enum OrphanSql implements SqlStatement {
    /** The order of fingerprints keeps two that keep the same reports from waiting for each other. */
    KEEP("""
            INSERT INTO orphan_report AS o (
                id, own_id, unusable, authenticated_by, raw, receipts, last_received_at, %1$s)
            SELECT DISTINCT ON (fingerprint)
                id, own_id, unusable, authenticated_by, raw,
                count(*) OVER (PARTITION BY fingerprint), max(received_at) OVER (PARTITION BY fingerprint), %1$s
            FROM unnest(?::uuid[], ?::text[], ?::boolean[], ?::text[], ?::bytea[], %2$s)
                AS r (id, own_id, unusable, authenticated_by, raw, %1$s)
            ORDER BY fingerprint, id
            ON CONFLICT (fingerprint) DO UPDATE
            SET receipts = o.receipts + excluded.receipts,
                last_received_at = greatest(o.last_received_at, excluded.last_received_at)
            RETURNING id
            """.formatted(ReportRow.COLUMNS, ReportRow.ARRAYS)),

    LIST("""
            SELECT id, provider_id, status_text, sender, recipient, received_at, receipts, unusable
            FROM orphan_report
            WHERE id < ?::uuid
            ORDER BY id DESC
            LIMIT ?
            """),

    FIND("""
            WITH asked AS (
                SELECT ?::text[] AS ids
            ), found AS (
                SELECT o.id FROM asked, orphan_report o WHERE o.provider_id = ANY (ids) AND NOT o.unusable
                UNION
                SELECT o.id FROM asked, orphan_report o WHERE o.parent_id = ANY (ids) AND NOT o.unusable
            )
            SELECT own_id, authenticated_by, raw, %s
            FROM found
            JOIN orphan_report o USING (id)
            ORDER BY o.received_at, id
            LIMIT ?
            """.formatted(ReportRow.COLUMNS)),

    /** The last of so many reports; none if there are fewer. */
    WINDOW_END("""
            SELECT id
            FROM orphan_report
            WHERE id < ?::uuid AND NOT unusable
            ORDER BY id DESC
            OFFSET ? LIMIT 1
            """),

    /** Those of a window whose message is known; an id in a URL may be anything, so it is read as an id only if it is one. */
    FIND_MATCHING("""
            WITH examined AS MATERIALIZED (
                SELECT
                    id, provider_id, parent_id,
                    CASE
                        WHEN own_id ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
                        THEN CAST(own_id AS uuid)
                    END AS own_id
                FROM orphan_report
                WHERE id < ?::uuid AND id >= ?::uuid AND NOT unusable
            ), known AS (
                SELECT e.id FROM examined e JOIN message m ON m.id = e.own_id
                UNION
                SELECT e.id FROM examined e JOIN message m ON m.provider_id IN (e.provider_id, e.parent_id)
                UNION
                SELECT e.id FROM examined e JOIN provider_alias p ON p.provider_id IN (e.provider_id, e.parent_id)
            )
            SELECT o.own_id, authenticated_by, raw, %s
            FROM known
            JOIN orphan_report o USING (id)
            """.formatted(ReportRow.COLUMNS));

    private final String text;

    OrphanSql(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
