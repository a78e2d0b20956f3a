package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import waybill.domain.Evidence;
import waybill.domain.Fingerprint;
import waybill.domain.MessageId;

/** The immutable ledger of evidence, and the messages folded from it. Every call is atomic on its own. */
public interface Ledger {
    /**
     * Finds the message of each report, in the order of the reports: by the id in the callback URL it came to, or, on the
     * shared URL, by the provider's id.
     */
    List<Located> locate(List<ReceivedReport> reports);

    /** Finds messages; those that do not exist are left out. */
    Map<MessageId, Stored> find(Set<MessageId> ids);

    /**
     * Finds messages, perhaps as they were a while ago: for whoever writes what it makes of them, which is written only where
     * the revision still holds, and asks again where it does not.
     */
    default Map<MessageId, Stored> recall(Set<MessageId> ids) {
        return find(ids);
    }

    /** All evidence of each message, in the order in which it was written. */
    Map<MessageId, List<Evidence>> histories(Set<MessageId> ids);

    /**
     * Writes changes, each only where the revision read still holds, and counts receipts of reports that the ledger holds
     * already. A message occurs once at most.
     *
     * @return the messages that were written. The others changed since they were read, or their ledger held a report already
     *     that was taken for new; because of one of the latter, none at all may have been written
     */
    Set<MessageId> append(List<MessageChange> changes, List<Receipt> receipts);

    /** @param known whether the ledger of the message holds this very report already */
    record Located(Optional<Stored> message, boolean known) {
        public Located {
            requireNonNull(message, "message");
        }

        /**
         * Reports of one message may have been located one after the other. The oldest reading stands for all of them: what
         * came in between makes the write fail, and is read anew.
         */
        public static List<Located> asOfTheOldest(List<Located> located) {
            var oldest = located.stream()
                    .flatMap(found -> found.message().stream())
                    .collect(Collectors.toMap(
                            stored -> stored.message().id(),
                            Function.identity(),
                            BinaryOperator.minBy(Comparator.comparingLong(Stored::revision))));
            return located.stream()
                    .map(found -> new Located(
                            found.message()
                                    .map(stored -> oldest.get(stored.message().id())),
                            found.known()))
                    .toList();
        }
    }

    /** A report that the ledger holds already came again. */
    record Receipt(MessageId messageId, Fingerprint fingerprint, Instant at) {
        public Receipt {
            requireNonNull(messageId, "messageId");
            requireNonNull(fingerprint, "fingerprint");
            requireNonNull(at, "at");
        }
    }
}
