package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import waybill.domain.MessageId;
import waybill.domain.MessageText;
import waybill.domain.PhoneNumber;
import waybill.domain.Sender;
import waybill.domain.SubmissionOutcome;

/** The provider that carries messages. */
@FunctionalInterface
public interface SmsGateway {
    /**
     * Hands one message over, with at most one request on the wire. Never throws for what the provider or the network
     * does: that is the outcome. Blocks until the outcome is known or the time for it has passed; thread-safe.
     */
    SubmissionOutcome submit(Submission submission);

    /** @param timeLeft until the message's deadline; positive */
    record Submission(MessageId id, Sender from, PhoneNumber to, MessageText text, Duration timeLeft) {
        public Submission {
            requireNonNull(id, "id");
            requireNonNull(from, "from");
            requireNonNull(to, "to");
            requireNonNull(text, "text");
            requireNonNull(timeLeft, "timeLeft");
        }
    }
}
