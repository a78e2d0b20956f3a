package waybill.application.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import waybill.application.port.out.Examples;
import waybill.application.port.out.RawBody;
import waybill.domain.DeliveryReport;
import waybill.domain.ErrorCode;
import waybill.domain.Fingerprint;
import waybill.domain.ProviderId;
import waybill.domain.ProviderTimes;
import waybill.domain.ReportedStatus;

/** What Plivo says of a message, as it stands in a callback's body. */
record Word(ProviderId providerId, ReportedStatus status, ErrorCode errorCode, String to) {
    private static final String SEPARATOR = "&";

    static Word of(RawBody body) {
        var parts = new String(body.bytes(), StandardCharsets.UTF_8).split(SEPARATOR, -1);
        return new Word(new ProviderId(parts[0]), ReportedStatus.valueOf(parts[1]), new ErrorCode(parts[2]), parts[3]);
    }

    RawBody body() {
        return new RawBody(String.join(SEPARATOR, providerId.value(), status.name(), errorCode.value(), to)
                .getBytes(StandardCharsets.UTF_8));
    }

    Fingerprint fingerprint() {
        return fingerprint("");
    }

    private Fingerprint fingerprint(String kind) {
        return Examples.fingerprint(kind + this);
    }

    /** Its place among the callbacks of a message. */
    Optional<Integer> sequence() {
        return switch (status) {
            case QUEUED -> Optional.of(1);
            case SENT -> Optional.of(2);
            case DELIVERED, UNDELIVERED, FAILED, REJECTED -> Optional.of(3);
            case UNKNOWN -> Optional.empty();
        };
    }

    /** @param kind sets what comes by another way apart, as it looks different there */
    DeliveryReport report(String kind, Optional<Integer> sequence, Optional<Instant> takenAt, Instant receivedAt) {
        return new DeliveryReport(
                fingerprint(kind),
                providerId,
                Optional.empty(),
                status,
                status.name(),
                sequence,
                errorCode,
                Optional.empty(),
                Optional.empty(),
                new ProviderTimes(takenAt, Optional.empty(), Optional.empty(), Optional.empty()),
                "14155550100",
                to,
                "",
                receivedAt);
    }
}
