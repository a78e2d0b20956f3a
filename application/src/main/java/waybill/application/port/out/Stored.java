package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import waybill.domain.Message;

/**
 * A message as the store holds it.
 *
 * @param revision rises with every write; a write holds only for the revision that was read
 * @param version how many events the message has had
 * @param attempts how often it was taken for submission; the number of the last is the fencing token
 * @param leased whether the last attempt is still under way, as far as the store knows
 * @param due whether it waits for its turn to be submitted, or to be submitted again
 */
public record Stored(Message message, long revision, long version, int attempts, boolean leased, boolean due) {
    public Stored {
        requireNonNull(message, "message");
    }

    /** Whether it is being submitted, or will be. */
    public boolean isScheduled() {
        return leased || due;
    }

    /** Whether {@code attempt} is the one that may change the message's schedule. */
    public boolean holdsLease(int attempt) {
        return leased && attempts == attempt;
    }
}
