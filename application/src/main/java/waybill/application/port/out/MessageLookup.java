package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import waybill.domain.DeliveryReport;
import waybill.domain.ProviderId;

/** The provider's own record of a message. */
@FunctionalInterface
public interface MessageLookup {
    /**
     * Asks for one message, with at most one request, which changes nothing. Never throws for what the provider or the
     * network does: that is the answer. Two answers that say the same have the same fingerprint. Thread-safe.
     */
    Answer look(ProviderId id);

    /** What came of it. */
    sealed interface Answer {
        /** @param raw the answer as it came */
        record Found(DeliveryReport report, RawBody raw) implements Answer {
            public Found {
                requireNonNull(report, "report");
                requireNonNull(raw, "raw");
            }
        }

        /** The provider knows no such message. */
        record NotFound() implements Answer {}

        /** No answer that could be understood: it says nothing about the message. */
        record Unavailable(String reason) implements Answer {
            public Unavailable {
                requireNonNull(reason, "reason");
            }
        }
    }
}
