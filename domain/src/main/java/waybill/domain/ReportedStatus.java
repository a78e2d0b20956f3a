package waybill.domain;

import java.util.Optional;

/** What a report says of a message. */
public enum ReportedStatus {
    QUEUED,
    SENT,
    DELIVERED,
    UNDELIVERED,
    FAILED,
    REJECTED,
    /** A status we do not know, WhatsApp's {@code read} among them: kept, and it changes nothing. */
    UNKNOWN;

    /** The status of a message of which nothing further is known; empty when it changes none. */
    public Optional<Status> shown() {
        return switch (this) {
            case QUEUED -> Optional.of(Status.QUEUED);
            case SENT -> Optional.of(Status.SENT);
            case DELIVERED -> Optional.of(Status.DELIVERED);
            case UNDELIVERED -> Optional.of(Status.UNDELIVERED);
            case FAILED -> Optional.of(Status.FAILED);
            case REJECTED -> Optional.of(Status.REJECTED);
            case UNKNOWN -> Optional.empty();
        };
    }
}
