package waybill.adapter.http;

import java.util.Locale;

/** The problems callers may meet, with their stable names; {@code docs/problems.md} explains each. */
enum ProblemCode {
    INVALID_REQUEST(400, "The request is not acceptable"),
    MALFORMED_REQUEST(400, "The request is not well-formed HTTP/1.1"),
    MALFORMED_CALLBACK(400, "The callback cannot be read"),
    UNAUTHORIZED(401, "An API key is needed"),
    FORBIDDEN(403, "The callback is refused"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    IDEMPOTENCY_KEY_BUSY(409, "A request with this Idempotency-Key is still under way"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The request line is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is of a type that is not supported"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key belongs to another request"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL_ERROR(500, "An internal error"),
    OUTCOME_UNKNOWN(503, "It is not known whether the message was stored"),
    OVERLOADED(503, "Too many requests are under way"),
    UNAVAILABLE(503, "The service is not available");

    private static final String TYPE_PREFIX = "urn:waybill:problem:";

    private final String text = name().toLowerCase(Locale.ROOT);
    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The name used in the interface. */
    String text() {
        return text;
    }

    String type() {
        return TYPE_PREFIX + text;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }
}
