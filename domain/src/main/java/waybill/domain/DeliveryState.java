package waybill.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/** How far a message has come. Each case carries exactly what is known then; a message only ever moves to a higher rank. */
public sealed interface DeliveryState {
    /** Stored by us, not yet taken for submission. */
    record Accepted(Instant at) implements DeliveryState {}

    /** Taken for submission: it may have left. */
    record Submitting(Instant at) implements DeliveryState {}

    /** Its submission may or may not have happened; only evidence can tell. */
    record Unconfirmed(Instant at) implements DeliveryState {}

    /** The provider took it; nothing was reported yet. */
    record Submitted(ProviderId providerId, Instant at) implements DeliveryState {}

    /** The provider reported that it waits in its queue. */
    record Queued(Stamp stamp) implements DeliveryState {}

    /** The provider reported that it went to a carrier. */
    record Sent(Stamp stamp) implements DeliveryState {}

    /** The end: no report changes it. */
    sealed interface Final extends DeliveryState {}

    /** The carrier confirmed the delivery. */
    record Delivered(Stamp stamp) implements Final {}

    /** The carrier reported that it could not be delivered. */
    record Undelivered(Stamp stamp, ErrorCode errorCode) implements Final {}

    /** The provider reported that it never reached a carrier. */
    record Failed(Stamp stamp, ErrorCode errorCode) implements Final {}

    /** The provider reported that it rejected the message; a legacy status of Plivo's. */
    record Rejected(Stamp stamp, ErrorCode errorCode) implements Final {}

    /** The provider refused the submission itself, so there is no provider id and no report. */
    record Refused(Refusal refusal, Instant at) implements Final {}

    /** Its deadline passed while it waited in our own queue: it was never submitted. */
    record Expired(Instant at) implements Final {}

    /** Ranks, lowest first. */
    enum Rank {
        ACCEPTED,
        SUBMITTING,
        UNCONFIRMED,
        SUBMITTED,
        QUEUED,
        SENT,
        FINAL
    }

    default Rank rank() {
        return switch (this) {
            case Accepted _ -> Rank.ACCEPTED;
            case Submitting _ -> Rank.SUBMITTING;
            case Unconfirmed _ -> Rank.UNCONFIRMED;
            case Submitted _ -> Rank.SUBMITTED;
            case Queued _ -> Rank.QUEUED;
            case Sent _ -> Rank.SENT;
            case Final _ -> Rank.FINAL;
        };
    }

    default Status status() {
        return switch (this) {
            case Accepted _ -> Status.ACCEPTED;
            case Submitting _ -> Status.SUBMITTING;
            case Unconfirmed _ -> Status.UNCONFIRMED;
            case Submitted _ -> Status.SUBMITTED;
            case Queued _ -> Status.QUEUED;
            case Sent _ -> Status.SENT;
            case Delivered _ -> Status.DELIVERED;
            case Undelivered _ -> Status.UNDELIVERED;
            case Failed _ -> Status.FAILED;
            case Refused _ -> Status.FAILED;
            case Rejected _ -> Status.REJECTED;
            case Expired _ -> Status.EXPIRED;
        };
    }

    /** Since when the message is known to be here, by our clock. */
    default Instant since() {
        return switch (this) {
            case Accepted(var at) -> at;
            case Submitting(var at) -> at;
            case Unconfirmed(var at) -> at;
            case Submitted(var _, var at) -> at;
            case Refused(var _, var at) -> at;
            case Expired(var at) -> at;
            case Queued(var stamp) -> stamp.at();
            case Sent(var stamp) -> stamp.at();
            case Delivered(var stamp) -> stamp.at();
            case Undelivered(var stamp, var _) -> stamp.at();
            case Failed(var stamp, var _) -> stamp.at();
            case Rejected(var stamp, var _) -> stamp.at();
        };
    }

    /** What the last applied report said; empty before the first. */
    default Optional<Stamp> stampIfReported() {
        return switch (this) {
            case Accepted _ -> Optional.empty();
            case Submitting _ -> Optional.empty();
            case Unconfirmed _ -> Optional.empty();
            case Submitted _ -> Optional.empty();
            case Refused _ -> Optional.empty();
            case Expired _ -> Optional.empty();
            case Queued(var stamp) -> Optional.of(stamp);
            case Sent(var stamp) -> Optional.of(stamp);
            case Delivered(var stamp) -> Optional.of(stamp);
            case Undelivered(var stamp, var _) -> Optional.of(stamp);
            case Failed(var stamp, var _) -> Optional.of(stamp);
            case Rejected(var stamp, var _) -> Optional.of(stamp);
        };
    }

    default Optional<ProviderId> providerIdIfKnown() {
        return this instanceof Submitted(var providerId, var _)
                ? Optional.of(providerId)
                : stampIfReported().map(Stamp::providerId);
    }

    /** The error the message ended with; {@link ErrorCode#NONE} when it ended well, or has not ended. */
    default ErrorCode errorCode() {
        return switch (this) {
            case Undelivered(var _, var code) -> code;
            case Failed(var _, var code) -> code;
            case Rejected(var _, var code) -> code;
            case Accepted _ -> ErrorCode.NONE;
            case Submitting _ -> ErrorCode.NONE;
            case Unconfirmed _ -> ErrorCode.NONE;
            case Submitted _ -> ErrorCode.NONE;
            case Queued _ -> ErrorCode.NONE;
            case Sent _ -> ErrorCode.NONE;
            case Delivered _ -> ErrorCode.NONE;
            case Refused _ -> ErrorCode.NONE;
            case Expired _ -> ErrorCode.NONE;
        };
    }

    /**
     * Whether this says more than {@code other}. A higher rank does. Within a rank, the report that takes precedence, or
     * the earlier moment; but nothing says more than an end that stands.
     */
    default boolean isAheadOf(DeliveryState other) {
        requireNonNull(other, "other");
        int byRank = rank().compareTo(other.rank());
        if (byRank != 0) {
            return byRank > 0;
        }
        if (other instanceof Final) {
            return false;
        }
        var stamp = stampIfReported();
        var standing = other.stampIfReported();
        if (stamp.isPresent() && standing.isPresent()) {
            return stamp.get().precedes(standing.get());
        }
        return since().isBefore(other.since());
    }

    /** Whether this end and {@code other} cannot both be true. */
    default boolean contradicts(DeliveryState other) {
        return this instanceof Final
                && other instanceof Final
                && !(status() == other.status() && errorCode().equals(other.errorCode()));
    }
}
