package waybill.application.service;

import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.MessageId;

/** Adds the outcome of an attempt to the evidence of a message. */
@FunctionalInterface
public interface RecordSubmission {
    /**
     * Returns after the commit. The outcome of a message that is gone is forgotten.
     *
     * @throws waybill.application.port.out.StoreUnavailable when it may not have been stored; to be tried again
     */
    void record(MessageId id, SubmissionEnded attempt);
}
