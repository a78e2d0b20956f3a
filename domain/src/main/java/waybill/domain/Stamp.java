package waybill.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** What a report leaves on a message when it is applied. */
public record Stamp(
        ProviderId providerId,
        Fingerprint fingerprint,
        Optional<Integer> sequence,
        Optional<Cost> cost,
        Optional<Network> network,
        Instant at) {
    /**
     * Which of two reports of the same status speaks: the one generated later; where that is not known, any, but always
     * the same one, so that the order of arrival does not matter.
     */
    private static final Comparator<Stamp> BY_PRECEDENCE = Comparator.<Stamp, Integer>comparing(
                    stamp -> stamp.sequence.orElse(Integer.MIN_VALUE))
            .thenComparing(Stamp::fingerprint);

    public Stamp {
        requireNonNull(providerId, "providerId");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(sequence, "sequence");
        requireNonNull(cost, "cost");
        requireNonNull(network, "network");
        requireNonNull(at, "at");
    }

    static Stamp of(DeliveryReport report) {
        return new Stamp(
                report.providerId(),
                report.fingerprint(),
                report.sequence(),
                report.cost(),
                report.network(),
                report.receivedAt());
    }

    boolean precedes(Stamp other) {
        return BY_PRECEDENCE.compare(this, other) > 0;
    }
}
