package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import waybill.domain.MessageId;

/**
 * What is long past. It is made unreadable or removed in steps that are small enough to disturb nobody; steps of several
 * nodes do not wait for each other. A message is as old as its acceptance, which its id tells.
 */
public interface PastMessages {
    /** What time it is by the store's clock, which all nodes share. */
    Instant now();

    /**
     * Looks at the oldest messages that are younger than {@code after} and older than {@code before}, as many as
     * {@code window}, and redacts those that are closed, with their reports and attempts. What a report says of the status
     * stays. Atomic.
     *
     * @param after where the step before ended; empty for the first
     */
    Step redact(Optional<MessageId> after, Instant before, int window);

    /** Redacts reports without a message that came before that time, the oldest first; returns how many. Atomic. */
    int redactOrphans(Instant before, int limit);

    /**
     * Removes whole months of messages that ended before that time, with all their history. A month with a message that is
     * open stays whole. What is in use is left for the next time; returns how many months were removed.
     */
    int dropMonths(Instant before);

    /**
     * Removes single rows that are older: closed messages outside every month with their history, reports without a message,
     * and what was kept to recognize a repeated request. Returns how many; fewer than {@code limit} when there are no more.
     */
    int removeRows(Instant before, int limit);

    /**
     * What a step did.
     *
     * @param redacted how many messages
     * @param last where the next step goes on; empty when there is nothing more
     */
    record Step(int redacted, Optional<MessageId> last) {
        public Step {
            requireNonNull(last, "last");
        }
    }
}
