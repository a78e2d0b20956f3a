package waybill.domain;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which of the provider's records is which message, told by sender, recipient and time: a listing carries neither texts
 * nor anything of ours. A record is a message's only when it fits no other and the message fits no other record. Since
 * providers replace senders that a country does not let through, one that differs by its sender alone is never found to be
 * the message's, but may be.
 */
public final class Matching {
    private Matching() {}

    /**
     * A message that the provider may hold under an id which is not known yet.
     *
     * @param left when it may have left, by any clock that took part
     */
    public record Owner(MessageId id, Sender from, PhoneNumber to, Span left) {
        public Owner {
            requireNonNull(id, "id");
            requireNonNull(from, "from");
            requireNonNull(to, "to");
            requireNonNull(left, "left");
        }
    }

    /** What the records tell of one message. */
    public sealed interface Finding {
        /** This record, and no other, is it. */
        record Found(ProviderId providerId) implements Finding {
            public Found {
                requireNonNull(providerId, "providerId");
            }
        }

        /** No record can be it, not even under another sender: what is alike fits another message. */
        record Absent() implements Finding {}

        /** A record can be it, and cannot be told from another, or from another message's. */
        record Undecided() implements Finding {}
    }

    /**
     * Judges every owner; each occurs once.
     *
     * @param records the same record may occur again: pages of a listing overlap
     * @param known ids that some message has: their records are nobody else's
     */
    public static Map<MessageId, Finding> of(
            Collection<Owner> owners, Collection<DeliveryReport> records, Set<ProviderId> known) {
        var free = records.stream()
                .filter(record -> !known.contains(record.providerId()))
                .collect(Collectors.toMap(
                        DeliveryReport::providerId, Function.identity(), (_, later) -> later, LinkedHashMap::new))
                .values();
        return owners.stream().collect(Collectors.toMap(Owner::id, owner -> finding(owner, owners, free)));
    }

    private static Finding finding(Owner owner, Collection<Owner> owners, Collection<DeliveryReport> records) {
        var alike = records.stream().filter(record -> isAlike(owner, record)).toList();
        var fitting = alike.stream().filter(record -> fits(owner, record)).toList();
        if (fitting.size() == 1 && !fitsAnother(owner, owners, fitting.getFirst())) {
            return new Finding.Found(fitting.getFirst().providerId());
        }
        boolean absent = fitting.isEmpty() && alike.stream().allMatch(record -> fitsAnother(owner, owners, record));
        return absent ? new Finding.Absent() : new Finding.Undecided();
    }

    private static boolean fitsAnother(Owner owner, Collection<Owner> owners, DeliveryReport record) {
        return owners.stream().anyMatch(other -> !other.equals(owner) && fits(other, record));
    }

    /** A sender that a record does not tell, it may have: better undecided than absent, and sent again. */
    private static boolean fits(Owner owner, DeliveryReport record) {
        return isAlike(owner, record) && record.isFrom(owner.from()) != DeliveryReport.Answer.NO;
    }

    /** Whether it may be the owner's if the provider shows another sender than it was given. */
    private static boolean isAlike(Owner owner, DeliveryReport record) {
        return record.isTo(owner.to())
                && record.times().message().map(owner.left()::contains).orElse(true);
    }
}
