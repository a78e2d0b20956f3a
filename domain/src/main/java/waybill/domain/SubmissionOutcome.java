package waybill.domain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/** What is known of one attempt to hand a message to the provider. */
public sealed interface SubmissionOutcome {
    /** The provider took it and named it. */
    record Accepted(ProviderId providerId) implements SubmissionOutcome {
        public Accepted {
            requireNonNull(providerId, "providerId");
        }
    }

    /** It surely did not happen: it may be tried again. */
    record NotAccepted(String reason, Optional<Duration> retryAfter) implements SubmissionOutcome {
        public NotAccepted {
            requireNonNull(reason, "reason");
            requireNonNull(retryAfter, "retryAfter");
        }
    }

    /** The provider does not accept our credentials: our own fault, not the message's. It did not happen. */
    record Unauthorized() implements SubmissionOutcome {}

    /** The provider refused it for good. */
    record Refused(Refusal refusal) implements SubmissionOutcome {
        public Refused {
            requireNonNull(refusal, "refusal");
        }
    }

    /** It may or may not have happened: never to be repeated before evidence comes. */
    record Unknown(String reason) implements SubmissionOutcome {
        public Unknown {
            requireNonNull(reason, "reason");
        }
    }
}
