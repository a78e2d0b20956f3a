package waybill.adapter.http;

import static java.util.Objects.requireNonNull;

/** A request, whole and well-formed. The bytes are handed on, not copied. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Request(RequestHead head, byte[] body) {
    Request {
        requireNonNull(head, "head");
        requireNonNull(body, "body");
    }
}
