package waybill.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What Plivo says became of a message: one delivery report, understood as far as it can be.
 *
 * @param providerId the id the report speaks of
 * @param parentId the id of the whole when the report speaks of a part of it; older captures of Plivo only
 * @param statusText the status as it came
 * @param sequence the order in which the reports of this id were generated
 * @param from sender as it came; empty when absent
 * @param to recipient as it came; empty when absent
 * @param powerpackId the powerpack that picked the sender, as it came; empty when none
 */
public record DeliveryReport(
        Fingerprint fingerprint,
        ProviderId providerId,
        Optional<ProviderId> parentId,
        ReportedStatus status,
        String statusText,
        Optional<Integer> sequence,
        ErrorCode errorCode,
        Optional<Cost> cost,
        Optional<Network> network,
        ProviderTimes times,
        String from,
        String to,
        String powerpackId,
        Instant receivedAt) {

    public DeliveryReport {
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(providerId, "providerId");
        requireNonNull(parentId, "parentId");
        requireNonNull(status, "status");
        requireNonNull(statusText, "statusText");
        requireNonNull(sequence, "sequence");
        requireNonNull(errorCode, "errorCode");
        requireNonNull(cost, "cost");
        requireNonNull(network, "network");
        requireNonNull(times, "times");
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(powerpackId, "powerpackId");
        requireNonNull(receivedAt, "receivedAt");
    }

    /** Whether it speaks of one part of a message only: such reports are kept and apply nothing. */
    public boolean isOfPart() {
        return parentId.isPresent() && !parentId.get().equals(providerId);
    }

    /** The id of the whole message: the parent's for a part, else its own. */
    public ProviderId wholeId() {
        return parentId.orElse(providerId);
    }
}
