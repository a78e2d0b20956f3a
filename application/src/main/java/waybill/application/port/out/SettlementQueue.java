package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.domain.Matching.Owner;
import waybill.domain.MessageId;
import waybill.domain.PhoneNumber;
import waybill.domain.ProviderId;
import waybill.domain.Span;

/**
 * The messages with an attempt that may or may not have happened, each since that became known. Shared by any number of
 * nodes, by the store's clock. Every call is atomic on its own.
 */
public interface SettlementQueue {
    /**
     * Takes messages that wait and whose attempts were given up close to each other, the longest due first. Nobody else
     * gets them for a while. A message of which more is known by now, that has closed, or that is submitted again leaves
     * the queue instead.
     */
    List<Unsettled> take(int limit, Waits waits);

    /**
     * Whether the provider may be asked for one page now, which is counted if so. The messages taken stay taken for
     * another {@code hold} in any case.
     */
    boolean mayList(Set<MessageId> taken, Duration hold, Limits limits);

    /** Lets messages wait from now on. */
    void postpone(Set<MessageId> taken, Duration delay);

    /** What has to be known to tell whose the records of a listing are. */
    Surroundings around(Listing listing);

    /**
     * A message that was taken.
     *
     * @param attempt the one that may have happened
     * @param left when it may have left, by the store's clock
     * @param takenAt by the store's clock
     * @param isRipe whether the time for settling had passed when it was taken
     */
    record Unsettled(Stored stored, int attempt, Span left, Instant takenAt, boolean isRipe) {
        public Unsettled {
            requireNonNull(stored, "stored");
            requireNonNull(left, "left");
            requireNonNull(takenAt, "takenAt");
        }

        public MessageId id() {
            return stored.message().id();
        }
    }

    /**
     * How long things take.
     *
     * @param lease how long a lease for submission is
     * @param first after the end of its lease a message waits this long before it is taken
     * @param settling after the end of its lease it is ripe
     * @param spread how far apart the ends of the leases of messages taken together may be
     * @param hold how long they stay taken
     */
    record Waits(Duration lease, Duration first, Duration settling, Duration spread, Duration hold) {
        public Waits {
            requireNonNull(lease, "lease");
            requireNonNull(first, "first");
            requireNonNull(settling, "settling");
            requireNonNull(spread, "spread");
            requireNonNull(hold, "hold");
        }
    }

    /**
     * The account's limits over all nodes.
     *
     * @param listsPerMinute 0 means none
     */
    record Limits(int listsPerMinute, SendingLimits sending) {
        public Limits {
            requireNonNull(sending, "sending");
            if (listsPerMinute < 0) {
                throw new IllegalArgumentException("a limit is 0 (none) or more");
            }
        }
    }

    /**
     * A listing that is complete.
     *
     * @param taken the messages it was made for
     * @param recipients theirs
     * @param certain the stretch of time whose records must be among those listed
     * @param records the ids that were listed
     */
    record Listing(Set<MessageId> taken, Set<PhoneNumber> recipients, Span certain, Set<ProviderId> records) {
        public Listing {
            taken = Set.copyOf(taken);
            recipients = Set.copyOf(recipients);
            requireNonNull(certain, "certain");
            records = Set.copyOf(records);
        }
    }

    /**
     * What the store knows around a listing.
     *
     * @param known those of its records whose ids some message has
     * @param others messages to the same recipients that may own a record as well, being under way or unconfirmed,
     *     closed or not
     * @param witnesses ids, a few, that the provider gave out in the stretch of time asked for: a listing without them
     *     cannot be complete
     */
    record Surroundings(Set<ProviderId> known, List<Owner> others, Set<ProviderId> witnesses) {
        public Surroundings {
            known = Set.copyOf(known);
            others = List.copyOf(others);
            witnesses = Set.copyOf(witnesses);
        }
    }
}
