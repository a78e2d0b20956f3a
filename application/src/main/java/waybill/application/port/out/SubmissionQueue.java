package waybill.application.port.out;

import java.time.Duration;
import java.util.List;

/** The messages that wait to be submitted, shared by any number of nodes. Leases are judged by the store's clock. */
public interface SubmissionQueue {
    /**
     * Takes due messages within the account's limits, the longest due first. Each is now {@code submitting}, with one
     * more attempt: committed before this returns. Nobody else gets it while the lease runs.
     */
    List<Stored> lease(int limit, Duration lease, SendingLimits limits);

    /** Messages whose lease has run out with no outcome known. */
    List<Stored> findRunOut(int limit);

    /** Messages that are not leased and whose deadline has passed while they waited. */
    List<Stored> findOverdue(int limit);

    /**
     * The account's limits over all nodes; 0 means none.
     *
     * @param messagesPerSecond outbound messages
     * @param requestsPer5s requests to the Message API in any five seconds
     * @param maxConcurrent requests under way at once
     */
    record SendingLimits(int messagesPerSecond, int requestsPer5s, int maxConcurrent) {
        public static final SendingLimits NONE = new SendingLimits(0, 0, 0);

        public SendingLimits {
            if (messagesPerSecond < 0 || requestsPer5s < 0 || maxConcurrent < 0) {
                throw new IllegalArgumentException("a limit is 0 (none) or more");
            }
        }
    }
}
