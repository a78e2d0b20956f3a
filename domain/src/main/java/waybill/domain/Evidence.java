package waybill.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
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

    /**
     * The provider's records, listed completely, did not tell whether an attempt happened.
     *
     * @param window the stretch of the provider's time whose records were listed
     * @param records how many there were
     * @param begunAt by the store's clock
     */
    record Listed(int attempt, Finding finding, Span window, int records, Instant begunAt, Instant at)
            implements Evidence {
        public Listed {
            requireNonNull(finding, "finding");
            requireNonNull(window, "window");
            requireNonNull(begunAt, "begunAt");
            requireNonNull(at, "at");
        }

        /** What the records said of it. */
        public enum Finding {
            /** None of them can be it. */
            ABSENT,
            /** It cannot be told from another, or another from it. */
            UNDECIDED;

            private final String text = name().toLowerCase(Locale.ROOT);

            /** The name used in the interface and in storage. */
            public String text() {
                return text;
            }
        }
    }

    /** The provider reported. */
    record Reported(DeliveryReport report) implements Evidence {
        public Reported {
            requireNonNull(report, "report");
        }
    }
}
