package waybill.simulator;

import java.time.Instant;

/** How far a message is, with what is known then. */
sealed interface Progress {

    Instant queuedAt();

    record Queued(Instant queuedAt) implements Progress {}

    record Failed(Instant queuedAt, String errorCode) implements Progress {}

    /** A carrier has it, so it is routed and charged. */
    sealed interface Carried extends Progress {
        Instant sentAt();
    }

    record Sent(Instant queuedAt, Instant sentAt) implements Carried {}

    /** The carrier has reported. */
    sealed interface Reported extends Carried {
        Instant reportedAt();
    }

    record Delivered(Instant queuedAt, Instant sentAt, Instant reportedAt) implements Reported {}

    record Undelivered(Instant queuedAt, Instant sentAt, Instant reportedAt, String errorCode) implements Reported {}

    /** Plivo's word for it, in callbacks and in the API. */
    default String status() {
        return switch (this) {
            case Queued _ -> "queued";
            case Sent _ -> "sent";
            case Delivered _ -> "delivered";
            case Undelivered _ -> "undelivered";
            case Failed _ -> "failed";
        };
    }

    /** Plivo's error code; empty while there is none to tell. */
    default String errorCode() {
        return switch (this) {
            case Queued _, Sent _ -> "";
            case Delivered _ -> "000";
            case Undelivered undelivered -> undelivered.errorCode();
            case Failed failed -> failed.errorCode();
        };
    }
}
