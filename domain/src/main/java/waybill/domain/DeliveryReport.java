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

    /** Whether the message it speaks of went to this number. */
    boolean isTo(PhoneNumber recipient) {
        return withoutPlus(to).equals(recipient.digits());
    }

    /** Whether the message it speaks of was sent from here. */
    Answer isFrom(Sender sender) {
        return switch (sender) {
            case PhoneNumber number -> Answer.of(number.digits(), withoutPlus(from));
            case Sender.ShortCode(var code) -> Answer.of(code, from);
            case Sender.Alphanumeric(var name) -> Answer.of(name, from);
            case Sender.Powerpack(var uuid) -> Answer.of(uuid, powerpackId);
        };
    }

    private static String withoutPlus(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    /** What a report tells of something asked. */
    enum Answer {
        YES,
        NO,
        UNTOLD;

        private static Answer of(String ours, String theirs) {
            if (theirs.isEmpty()) {
                return UNTOLD;
            }
            return theirs.equalsIgnoreCase(ours) ? YES : NO;
        }
    }
}
