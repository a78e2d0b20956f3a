package waybill.application.port.in;

import static java.util.Objects.requireNonNull;

import java.util.List;
import waybill.application.port.out.ReceivedReport;
import waybill.domain.MessageId;
import waybill.domain.Verdict;

/** Keeps authenticated reports in the ledger and folds them into their messages, many at a time. */
@FunctionalInterface
public interface RecordDeliveryReports {
    /**
     * Returns one outcome for each report, in order, after all of them are committed.
     *
     * @throws waybill.application.port.out.StoreUnavailable when they could not be stored
     */
    List<Outcome> record(List<ReceivedReport> reports);

    /** What became of a report. */
    sealed interface Outcome {
        /** It stands in the ledger of its message. */
        record Recorded(MessageId messageId, Verdict verdict) implements Outcome {
            public Recorded {
                requireNonNull(messageId, "messageId");
                requireNonNull(verdict, "verdict");
            }
        }

        /** Its message is not known (yet): kept as an orphan. */
        record Orphaned() implements Outcome {}

        /** It cannot be understood: kept as unusable. */
        record Unusable() implements Outcome {}

        /** Its content is not authenticated, and it is of no message of ours: not kept. */
        record Refused() implements Outcome {}

        /** Its message changed under it too often: not kept, to be recorded again. */
        record Contended() implements Outcome {}
    }
}
