package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import waybill.domain.ClientReference;
import waybill.domain.ErrorCode;
import waybill.domain.MessageId;
import waybill.domain.PhoneNumber;
import waybill.domain.Sender;
import waybill.domain.Status;

/**
 * Which messages are asked for; every filter that is given must hold.
 *
 * @param since the earliest time of acceptance, inclusive
 * @param until the latest time of acceptance, exclusive
 * @param after the last message of the page before
 * @param limit {@value #MIN_LIMIT} to {@value #MAX_LIMIT}
 */
public record MessageQuery(
        Optional<Status> status,
        Optional<PhoneNumber> to,
        Optional<Sender> from,
        Optional<ErrorCode> errorCode,
        Optional<ClientReference> clientReference,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<MessageId> after,
        int limit) {
    public static final int MIN_LIMIT = 1;
    public static final int MAX_LIMIT = 500;
    public static final int DEFAULT_LIMIT = 50;

    public MessageQuery {
        requireNonNull(status, "status");
        requireNonNull(to, "to");
        requireNonNull(from, "from");
        requireNonNull(errorCode, "errorCode");
        requireNonNull(clientReference, "clientReference");
        requireNonNull(since, "since");
        requireNonNull(until, "until");
        requireNonNull(after, "after");
        if (limit < MIN_LIMIT || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a limit is %d to %d".formatted(MIN_LIMIT, MAX_LIMIT));
        }
    }
}
