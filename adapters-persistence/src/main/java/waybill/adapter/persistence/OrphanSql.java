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
            """);

    private final String text;

    OrphanSql(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
