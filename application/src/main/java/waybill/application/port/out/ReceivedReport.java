package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import waybill.domain.DeliveryReport;
import waybill.domain.Fingerprint;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;

/**
 * A report that came in and is the provider's.
 *
 * @param ownId the id in the callback URL it came to, as it stood there; empty on the shared URL
 * @param fingerprint what makes it the same as another
 * @param authenticatedBy how it was authenticated, in the provider's words, such as {@code V3}
 * @param mustAgree whether its content is not authenticated, so that it counts only for an existing message on whose own
 *     URL it came and with which it agrees
 * @param raw the body as it came
 * @param source whether the provider told it or was asked for it
 */
public record ReceivedReport(
        Optional<String> ownId,
        Fingerprint fingerprint,
        Content content,
        String authenticatedBy,
        boolean mustAgree,
        RawBody raw,
        Instant receivedAt,
        Source source) {
    private static final String BY_OUR_REQUEST = "api";

    public ReceivedReport {
        requireNonNull(ownId, "ownId");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(content, "content");
        requireNonNull(authenticatedBy, "authenticatedBy");
        requireNonNull(raw, "raw");
        requireNonNull(receivedAt, "receivedAt");
        requireNonNull(source, "source");
    }

    /** A callback. */
    public ReceivedReport(
            Optional<String> ownId,
            Fingerprint fingerprint,
            Content content,
            String authenticatedBy,
            boolean mustAgree,
            RawBody raw,
            Instant receivedAt) {
        this(ownId, fingerprint, content, authenticatedBy, mustAgree, raw, receivedAt, Source.CALLBACK);
    }

    /** What the provider answered when it was asked about a message. */
    public static ReceivedReport lookedUp(MessageId id, DeliveryReport report, RawBody raw) {
        return new ReceivedReport(
                Optional.of(id.toString()),
                report.fingerprint(),
                new Content.Usable(report),
                BY_OUR_REQUEST,
                false,
                raw,
                report.receivedAt(),
                Source.LOOKUP);
    }

    /** How a report became known. */
    public enum Source {
        /** The provider told it. */
        CALLBACK("callback"),
        /** The provider was asked. */
        LOOKUP("lookup");

        private final String text;

        Source(String text) {
            this.text = text;
        }

        /** The name used in storage. */
        public String text() {
            return text;
        }
    }

    /** The provider's id of the whole message it speaks of; empty when it speaks of none, or of a part only. */
    public Optional<ProviderId> claimedProviderId() {
        return switch (content) {
            case Content.Usable(var report) -> report.isOfPart() ? Optional.empty() : Optional.of(report.providerId());
            case Content.Unusable _ -> Optional.empty();
        };
    }

    /** Every id of the provider's by which its message may be known. */
    public Stream<ProviderId> providerIds() {
        return switch (content) {
            case Content.Usable(var report) -> Stream.of(report.providerId(), report.wholeId());
            case Content.Unusable _ -> Stream.empty();
        };
    }

    /** The same, as if it had come to the URL that all messages share. */
    public ReceivedReport onSharedUrl() {
        return new ReceivedReport(
                Optional.empty(), fingerprint, content, authenticatedBy, mustAgree, raw, receivedAt, source);
    }

    /** What the report says. */
    public sealed interface Content {
        /** It speaks of a message. */
        record Usable(DeliveryReport report) implements Content {
            public Usable {
                requireNonNull(report, "report");
            }
        }

        /** It lacks the provider's id or the status; the rest as far as it came, empty where it did not. */
        record Unusable(String providerId, String status, String from, String to) implements Content {
            public Unusable {
                requireNonNull(providerId, "providerId");
                requireNonNull(status, "status");
                requireNonNull(from, "from");
                requireNonNull(to, "to");
            }
        }
    }
}
