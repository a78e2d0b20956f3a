package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import waybill.application.port.out.SubmissionQueue.SendingLimits;

/**
 * The messages that left, or may have left, and have not closed: each waits to be looked up, for a while after its last
 * change. Shared by any number of nodes, by the store's clock.
 */
public interface LookupQueue {
    /** What share of the account's requests look-ups may take. */
    double SHARE_OF_REQUESTS = 0.2;

    /**
     * Takes messages whose time has come, the longest due first, no more than {@link #SHARE_OF_REQUESTS} allows, each
     * counted as one request. Each has its next time set before this returns, so that a node that fails on the way only
     * delays it. Messages are not changed by this: their revision stays.
     */
    List<Stored> take(int limit, Waits waits, SendingLimits limits);

    /**
     * How long a message waits.
     *
     * @param first before the first look-up; doubles with each
     * @param longest what the doubled wait does not exceed
     * @param untilClosed how long after its last change of status a message is closed without an end: it is taken then
     *     whatever its wait, but not before {@code first} has passed since the last look-up
     */
    record Waits(Duration first, Duration longest, Duration untilClosed) {
        public Waits {
            requireNonNull(first, "first");
            requireNonNull(longest, "longest");
            requireNonNull(untilClosed, "untilClosed");
        }
    }
}
