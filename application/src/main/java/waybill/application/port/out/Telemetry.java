package waybill.application.port.out;

import waybill.domain.SubmissionOutcome;
import waybill.domain.Verdict;

/** Counts what happens. Never throws, never blocks; thread-safe. */
public interface Telemetry {
    void messageAccepted();

    void messageReplayed();

    void submissionEnded(SubmissionOutcome outcome);

    void messageExpired();

    void reportRecorded(Verdict verdict);

    void reportOrphaned();

    /** A report that was kept as an orphan was moved to its message. */
    void orphanMatched();

    void reportUnusable();

    void callbackRefused();

    /** The provider was found to know one message under more than one id. */
    void messageDoubled();
}
