package waybill.application.service;

import static java.util.Objects.requireNonNull;

import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.out.ReceivedReport;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.MessageId;

/** What the ledger is to hold as evidence of a message. */
public sealed interface NewEvidence {
    /** A report that was received. */
    record Reported(ReceivedReport report) implements NewEvidence {
        public Reported {
            requireNonNull(report, "report");
        }
    }

    /** The outcome of an attempt to submit a message. */
    record Ended(MessageId id, SubmissionEnded attempt) implements NewEvidence {
        public Ended {
            requireNonNull(id, "id");
            requireNonNull(attempt, "attempt");
        }
    }

    /** What became of it. */
    sealed interface Disposition {
        /** What became of a report. */
        record OfReport(Outcome outcome) implements Disposition {
            public OfReport {
                requireNonNull(outcome, "outcome");
            }
        }

        /** What became of the outcome of an attempt. */
        enum OfAttempt implements Disposition {
            /** It is evidence now, or its message is gone. */
            DONE,
            /** Its message changed under it too often: to be recorded again. */
            CONTENDED
        }
    }
}
