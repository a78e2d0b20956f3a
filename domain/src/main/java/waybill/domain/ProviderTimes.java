package waybill.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/** When the stations of a message were reached by Plivo's clock; those not reached are empty. */
public record ProviderTimes(
        Optional<Instant> message, Optional<Instant> queued, Optional<Instant> sent, Optional<Instant> report) {
    public static final ProviderTimes NONE =
            new ProviderTimes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public ProviderTimes {
        requireNonNull(message, "message");
        requireNonNull(queued, "queued");
        requireNonNull(sent, "sent");
        requireNonNull(report, "report");
    }
}
