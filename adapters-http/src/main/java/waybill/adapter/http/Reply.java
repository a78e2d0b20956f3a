package waybill.adapter.http;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a request is answered with. */
final class Reply {
    static final String JSON = "application/json";
    static final String PROBLEM_JSON = "application/problem+json";

    private final int status;
    private final Optional<String> contentType;
    private final Map<String, String> headers;
    private final byte[] body;

    private Reply(int status, Optional<String> contentType, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.contentType = requireNonNull(contentType, "contentType");
        this.headers = Map.copyOf(headers);
        this.body = requireNonNull(body, "body");
    }

    int status() {
        return status;
    }

    Optional<String> contentType() {
        return contentType;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, Optional.of(contentType), Map.of(), body);
    }

    static Reply empty(int status) {
        return new Reply(status, Optional.empty(), Map.of(), new byte[0]);
    }

    static Reply json(int status, Consumer<Json> content) {
        return of(status, JSON, Json.bytes(content));
    }

    Reply with(Map<String, String> more) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, contentType, all, body);
    }

    Reply with(String header, String value) {
        return with(Map.of(header, value));
    }
}
