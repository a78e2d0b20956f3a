package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import waybill.domain.ProviderId;

/** The reports that belong to no message we know, and those that cannot be understood. */
public interface OrphanReports {
    /** Keeps reports; one that is kept already counts as received again. Atomic. */
    void keep(List<Kept> reports);

    /** Newest first. */
    Page<OrphanReport, UUID> list(OrphanQuery query);

    /** Usable reports that speak of one of these ids, or of a part of one; the oldest, if there are more. */
    List<ReceivedReport> find(Set<ProviderId> ids, int limit);

    /**
     * Looks through the newest usable reports older than {@code after}, as many as {@code window}, and returns those whose
     * message is known by now: by the id in the URL they came to, or by an id of the provider's.
     */
    Page<ReceivedReport, UUID> findMatching(Optional<UUID> after, int window);

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
