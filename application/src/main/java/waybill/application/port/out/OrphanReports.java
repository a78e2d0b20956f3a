package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The reports that belong to no message we know, and those that cannot be understood. */
public interface OrphanReports {
    /** Keeps reports; one that is kept already counts as received again. Atomic. */
    void keep(List<Kept> reports);

    /** Newest first. */
    Page<OrphanReport, UUID> list(OrphanQuery query);

    /** @param id a new UUIDv7, used when the report is not kept already */
    record Kept(UUID id, ReceivedReport report) {
        public Kept {
            requireNonNull(id, "id");
            requireNonNull(report, "report");
        }
    }

    /** @param after the last report of the page before */
    record OrphanQuery(Optional<UUID> after, int limit) {
        public OrphanQuery {
            requireNonNull(after, "after");
            if (limit < MessageQuery.MIN_LIMIT || limit > MessageQuery.MAX_LIMIT) {
                throw new IllegalArgumentException(
                        "a limit is %d to %d".formatted(MessageQuery.MIN_LIMIT, MessageQuery.MAX_LIMIT));
            }
        }
    }
}
