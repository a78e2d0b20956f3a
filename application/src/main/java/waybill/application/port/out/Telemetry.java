package waybill.application.port.out;

import waybill.domain.Closing;
import waybill.domain.Status;
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

    void lookedUp(MessageLookup.Answer answer);

    /** A look-up told a status that no callback had told. */
    void callbackLost(Status status);

    /** A message was closed without an end. */
    void messageClosed(Closing.Outcome outcome);

    /** So many messages and orphaned reports were made unreadable. */
    void redacted(int count);

    /** So many whole months and single rows were removed. */
    void forgotten(int months, int rows);

    /** The provider was found to know one message under more than one id. */
    void messageDoubled();
}
