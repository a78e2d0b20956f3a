package waybill.domain;

import java.util.Optional;
import waybill.domain.DeliveryState.Delivered;
import waybill.domain.DeliveryState.Expired;
import waybill.domain.DeliveryState.Failed;
import waybill.domain.DeliveryState.Queued;
import waybill.domain.DeliveryState.Refused;
import waybill.domain.DeliveryState.Rejected;
import waybill.domain.DeliveryState.Sent;
import waybill.domain.DeliveryState.Submitted;
import waybill.domain.DeliveryState.Submitting;
import waybill.domain.DeliveryState.Unconfirmed;
import waybill.domain.DeliveryState.Undelivered;
import waybill.domain.Evidence.DeadlinePassed;
import waybill.domain.Evidence.Listed;
import waybill.domain.Evidence.Reported;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Evidence.SubmissionStarted;

/** What each piece of evidence, taken alone, says of a message's state. */
final class Claims {
    private Claims() {}

    /** The state the evidence speaks for; empty when it speaks for none. */
    static Optional<DeliveryState> of(Evidence evidence) {
        return switch (evidence) {
            case SubmissionStarted(var _, var at) -> Optional.of(new Submitting(at));
            case SubmissionEnded ended -> of(ended);
            case DeadlinePassed(var at) -> Optional.of(new Expired(at));
            case Listed _ -> Optional.empty();
            case Reported(var report) -> report.isOfPart() ? Optional.empty() : of(report);
        };
    }

    private static Optional<DeliveryState> of(SubmissionEnded ended) {
        return switch (ended.outcome()) {
            case SubmissionOutcome.Accepted(var providerId) -> Optional.of(new Submitted(providerId, ended.at()));
            case SubmissionOutcome.Refused(var refusal) -> Optional.of(new Refused(refusal, ended.at()));
            case SubmissionOutcome.Unknown _ -> Optional.of(new Unconfirmed(ended.at()));
            case SubmissionOutcome.NotAccepted _ -> Optional.empty();
            case SubmissionOutcome.Unauthorized _ -> Optional.empty();
        };
    }

    private static Optional<DeliveryState> of(DeliveryReport report) {
        var stamp = Stamp.of(report);
        return switch (report.status()) {
            case QUEUED -> Optional.of(new Queued(stamp));
            case SENT -> Optional.of(new Sent(stamp));
            case DELIVERED -> Optional.of(new Delivered(stamp));
            case UNDELIVERED -> Optional.of(new Undelivered(stamp, report.errorCode()));
            case FAILED -> Optional.of(new Failed(stamp, report.errorCode()));
            case REJECTED -> Optional.of(new Rejected(stamp, report.errorCode()));
            case UNKNOWN -> Optional.empty();
        };
    }
}
