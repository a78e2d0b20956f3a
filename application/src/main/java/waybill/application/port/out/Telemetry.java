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

    /** A page of the provider's list was asked for. */
    void listed(MessageListing.Answer answer);

    /** A submission whose outcome was not known is settled, or has to stay as it is. */
    void settled(Settled settled);

    /** A message was closed without an end. */
    void messageClosed(Closing.Outcome outcome);

    /** The provider was found to know one message under more than one id. */
    void messageDoubled();

    /** How the question was settled whether a submission happened. */
    enum Settled {
        /** The provider's record of it was found. */
        FOUND,
        /** It surely did not happen, and the message is submitted again. */
        RESENT,
        /** It surely did not happen, and the message may not be submitted again. */
        ABSENT,
        /** It cannot be told. */
        UNDECIDED
    }
}
