package waybill.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Nothing more is awaited of a message that reached no end. No status and no evidence: what comes later still counts. */
public record Closing(Outcome outcome, Instant at) {
    public Closing {
        requireNonNull(outcome, "outcome");
        requireNonNull(at, "at");
    }

    /** What stands for an end that never became known; never that it was delivered, never that it failed. */
    public enum Outcome {
        /** It went to a carrier, and no carrier said what became of it. */
        NO_CARRIER_REPORT,
        /** Nobody says that it went to a carrier, or even that it was submitted. */
        UNCONFIRMED;

        private final String text = name().toLowerCase(Locale.ROOT);

        /** The name used in the interface and in storage. */
        public String text() {
            return text;
        }

        /** Empty for the names of ends. */
        public static Optional<Outcome> parse(String text) {
            return Stream.of(values())
                    .filter(outcome -> outcome.text.equals(text))
                    .findFirst();
        }

        static Optional<Outcome> of(DeliveryState state) {
            return switch (state) {
                case DeliveryState.Accepted _ -> Optional.empty();
                case DeliveryState.Submitting _ -> Optional.empty();
                case DeliveryState.Unconfirmed _ -> Optional.of(UNCONFIRMED);
                case DeliveryState.Submitted _ -> Optional.of(UNCONFIRMED);
                case DeliveryState.Queued _ -> Optional.of(UNCONFIRMED);
                case DeliveryState.Sent _ -> Optional.of(NO_CARRIER_REPORT);
                case DeliveryState.Final _ -> Optional.empty();
            };
        }
    }
}
