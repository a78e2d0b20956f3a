package waybill.benchmarks;

import java.util.UUID;
import waybill.adapter.persistence.Database;
import waybill.adapter.persistence.DatabaseConfig;

/** Waybill's tables without a Waybill. */
final class Schema {
    private Schema() {}

    static void create(Sessions database) {
        Database.open(new DatabaseConfig(
                        database.url(), database.user(), database.password(), 2, "live", Account.AUTH_ID))
                .close();
    }

    /** A report that came and was folded. */
    static void queue(UUID id, UUID providerId, Sessions database) {
        database.execute("""
                INSERT INTO delivery_report (
                    message_id, fingerprint, provider_id, status, status_text, verdict, error_code, sender, recipient,
                    powerpack_id, authenticated_by, received_at, receipts, last_received_at)
                VALUES ('%s', sha256('queued'), '%s', 'queued', 'queued', 'applied', '', '', '', '', 'V3', now(), 1, now())
                """.formatted(id, providerId), """
                UPDATE message SET status = 'queued', report_fingerprint = sha256('queued'), version = 4 WHERE id = '%s'
                """.formatted(id), """
                INSERT INTO message_event (message_id, version, status, at, epoch) VALUES ('%s', 4, 'queued', now(), 1)
                """.formatted(id));
    }
}
