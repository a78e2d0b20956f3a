package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A report kept without a message.
 *
 * @param id our name of it, a UUIDv7
 * @param providerId as it came; empty when absent, and so are status, from and to
 * @param receipts how often it came
 * @param unusable whether it lacks what a report needs
 */
public record OrphanReport(
        UUID id,
        String providerId,
        String status,
        String from,
        String to,
        Instant receivedAt,
        long receipts,
        boolean unusable) {
    public OrphanReport {
        requireNonNull(id, "id");
        requireNonNull(providerId, "providerId");
        requireNonNull(status, "status");
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(receivedAt, "receivedAt");
    }
}
