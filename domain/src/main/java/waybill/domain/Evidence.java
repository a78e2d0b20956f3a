package waybill.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/** One thing known about a message. The state of a message is a fold over its evidence, whatever the order. */
public sealed interface Evidence {
    /** A node took the message to submit it: from here on it may have left. */
    record SubmissionStarted(int attempt, Instant at) implements Evidence {
        public SubmissionStarted {
            requireNonNull(at, "at");
        }
    }

    /** What came of an attempt, however late it is known. */
    record SubmissionEnded(int attempt, SubmissionOutcome outcome, Instant at) implements Evidence {
        public SubmissionEnded {
            requireNonNull(outcome, "outcome");
            requireNonNull(at, "at");
        }

        public Optional<ProviderId> providerIdIfAccepted() {
            return outcome instanceof SubmissionOutcome.Accepted(var providerId)
                    ? Optional.of(providerId)
                    : Optional.empty();
        }
    }

    /** The deadline passed while the message still waited in our own queue. */
    record DeadlinePassed(Instant at) implements Evidence {
        public DeadlinePassed {
            requireNonNull(at, "at");
        }
    }

    /** The provider reported. */
    record Reported(DeliveryReport report) implements Evidence {
        public Reported {
            requireNonNull(report, "report");
        }
    }
}
