package waybill.simulator;

import java.time.Instant;

/** How far a message is, with what is known then. */
sealed interface Progress {

    record Queued() implements Progress {}

    record Failed(String errorCode) implements Progress {}

    /** A carrier has it, so it is routed and charged. */
    sealed interface Carried extends Progress {
        Instant sentAt();
    }

    record Sent(Instant sentAt) implements Carried {}

    /** The carrier has reported. */
    sealed interface Reported extends Carried {
        Instant reportedAt();
    }

    record Delivered(Instant sentAt, Instant reportedAt) implements Reported {}

    record Undelivered(Instant sentAt, Instant reportedAt, String errorCode) implements Reported {}

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
            case Queued _ -> "";
            case Sent _, Delivered _ -> "000";
            case Undelivered undelivered -> undelivered.errorCode();
            case Failed failed -> failed.errorCode();
        };
    }
}
