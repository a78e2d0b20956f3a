package waybill.adapter.http;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import waybill.domain.MessageId;

/** A request that is not answered as asked, and what its sender is told (RFC 9457). */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String RETRY_AFTER_SECONDS = "1";

    private final ProblemCode code;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;
    private final transient Optional<MessageId> messageId;

    private Problem(
            ProblemCode code,
            String detail,
            List<FieldError> errors,
            Map<String, String> headers,
            Optional<MessageId> messageId) {
        // An answer, not a fault of ours: nobody reads its stack trace.
        super(requireNonNull(detail, "detail"), null, false, false);
        this.code = requireNonNull(code, "code");
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
        this.messageId = requireNonNull(messageId, "messageId");
    }

    static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, List.of(), Map.of(), Optional.empty());
    }

    static Problem invalid(List<FieldError> errors) {
        var detail = errors.size() == 1 ? errors.getFirst().detail() : "%d faults, see errors".formatted(errors.size());
        return new Problem(ProblemCode.INVALID_REQUEST, detail, errors, Map.of(), Optional.empty());
    }

    static Problem invalid(String field, String code, String detail) {
        return invalid(List.of(new FieldError(field, code, detail)));
    }

    static Problem notFound() {
        return of(ProblemCode.NOT_FOUND, "no such resource");
    }

    static Problem unavailable() {
        return of(ProblemCode.UNAVAILABLE, "the store cannot be reached in time: send the request again")
                .retryLater();
    }

    static Problem overloaded() {
        return of(ProblemCode.OVERLOADED, "too many requests are under way; nothing was done")
                .retryLater();
    }

    static Problem outcomeUnknown(Optional<MessageId> id) {
        var detail = id.isPresent()
                ? "the message with this id may or may not have been stored: look it up"
                : "the message may or may not have been stored: with an Idempotency-Key, repeat the request as it was";
        return new Problem(ProblemCode.OUTCOME_UNKNOWN, detail, List.of(), Map.of(), id).retryLater();
    }

    Problem retryLater() {
        return with("Retry-After", RETRY_AFTER_SECONDS);
    }

    Problem with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(code, detail(), errors, more, messageId);
    }

    ProblemCode code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    List<FieldError> errors() {
        return errors;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The message that may or may not have been stored. */
    Optional<MessageId> messageId() {
        return messageId;
    }

    Reply reply() {
        return Reply.of(code.status(), Reply.PROBLEM_JSON, Json.bytes(json -> ProblemJson.write(json, this)))
                .with(headers);
    }
}
