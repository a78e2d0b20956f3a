package waybill.adapter.http;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A request's head as it is handed on: well-formed, its framing without doubt. Strict where laxity lets two parties see
 * different requests in the same bytes (RFC 9112 §11.2).
 */
record RequestHead(String method, String target, boolean http10, List<Field> fields, Framing framing) {
    private static final int MAX_METHOD_LENGTH = 20;
    private static final int MAX_FIELDS = 100;
    private static final int MAX_LENGTH_DIGITS = 15;

    /**
     * Spoken between neighbours; the framing of what is handed on is ours. A content encoding is at most {@code identity},
     * at which Helidon would stumble.
     */
    private static final Set<String> NOT_HANDED_ON = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "expect",
            "http2-settings",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    RequestHead {
        requireNonNull(method, "method");
        requireNonNull(target, "target");
        fields = List.copyOf(fields);
        requireNonNull(framing, "framing");
    }

    /** One line of the head. */
    record Field(String name, String value) {}

    /** How the body is delimited. */
    sealed interface Framing {
        record None() implements Framing {}

        record Length(long bytes) implements Framing {}

        record Chunked() implements Framing {}
    }

    /** @param lines the request line and the header lines, without their ends, as ISO 8859-1 */
    static RequestHead parse(List<String> lines) throws WireRefusal {
        var parts = lines.getFirst().split(" ", -1);
        if (parts.length != 3) {
            throw WireRefusal.malformed("the request line is not method, target and version");
        }
        // Helidon takes "get" for GET; the methods there are have capitals, and case counts.
        if (parts[0].length() > MAX_METHOD_LENGTH || !WireGrammar.isCapitals(parts[0])) {
            throw WireRefusal.malformed("the method is not one of HTTP");
        }
        if (!WireGrammar.isTarget(parts[1])) {
            throw WireRefusal.malformed("the target is not a path with well-formed escapes");
        }
        boolean http10 = parts[2].equals("HTTP/1.0");
        if (!http10 && !parts[2].equals("HTTP/1.1")) {
            throw WireRefusal.malformed("only HTTP/1.1 is spoken here");
        }
        if (lines.size() - 1 > MAX_FIELDS) {
            throw new WireRefusal(ProblemCode.HEADERS_TOO_LARGE, "at most %d headers are taken".formatted(MAX_FIELDS));
        }
        var fields = WireGrammar.fields(lines.subList(1, lines.size()));
        int hosts = values(fields, "host").size();
        if (hosts > 1 || (hosts == 0 && !http10)) {
            throw WireRefusal.malformed("exactly one Host header is needed");
        }
        return new RequestHead(parts[0], parts[1], http10, fields, framing(fields, http10));
    }

    /** Whether the sender waits to be asked for the body. */
    boolean expectsContinue() throws WireRefusal {
        var expectations = values(fields, "expect");
        if (expectations.isEmpty()) {
            return false;
        }
        if (expectations.size() > 1 || !expectations.getFirst().equalsIgnoreCase("100-continue")) {
            throw WireRefusal.malformed("the expectation is not 100-continue");
        }
        return true;
    }

    /** What the body is compressed with. */
    Optional<String> contentEncoding() {
        return values(fields, "content-encoding").stream()
                .filter(value -> !value.equalsIgnoreCase("identity"))
                .findFirst();
    }

    /** The bytes of the head as they are handed on with a body of {@code length} bytes. */
    String handedOn(int length) {
        var head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        for (var field : fields) {
            if (!NOT_HANDED_ON.contains(field.name())) {
                head.append(field.name()).append(": ").append(field.value()).append("\r\n");
            }
        }
        if (values(fields, "host").isEmpty()) {
            head.append("host: localhost\r\n");
        }
        if (length > 0) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        if (closes()) {
            // Helidon compares the whole value, in lower case: "Close" and "close, te" would keep the connection open.
            head.append("Connection: close\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** Whether it is the last of its connection. */
    boolean closes() {
        return http10
                || values(fields, "connection").stream()
                        .flatMap(value -> List.of(value.split(",", -1)).stream())
                        .anyMatch(option -> option.strip().equalsIgnoreCase("close"));
    }

    private static Framing framing(List<Field> fields, boolean http10) throws WireRefusal {
        var codings = values(fields, "transfer-encoding");
        var lengths = values(fields, "content-length");
        if (!codings.isEmpty()) {
            if (http10
                    || !lengths.isEmpty()
                    || codings.size() > 1
                    || !codings.getFirst().toLowerCase(Locale.ROOT).equals("chunked")) {
                throw WireRefusal.malformed("Transfer-Encoding is chunked, once, and without Content-Length");
            }
            return new Framing.Chunked();
        }
        if (lengths.isEmpty()) {
            return new Framing.None();
        }
        var length = lengths.getFirst();
        if (lengths.size() > 1 || !WireGrammar.isDigits(length) || length.length() > MAX_LENGTH_DIGITS) {
            throw WireRefusal.malformed("Content-Length is one number");
        }
        return new Framing.Length(Long.parseLong(length));
    }

    private static List<String> values(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }
}
