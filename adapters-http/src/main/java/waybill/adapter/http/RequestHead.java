package waybill.adapter.http;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request's head: well-formed, its framing without doubt. Strict where laxity lets two parties see
 * different requests in the same bytes (RFC 9112 §11.2).
 */
record RequestHead(String method, String target, boolean http10, List<Field> fields, Framing framing) {
    private static final int MAX_METHOD_LENGTH = 20;
    private static final int MAX_LENGTH_DIGITS = 15;

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
        var fields = WireGrammar.fields(lines.subList(1, lines.size()));
        var hosts = values(fields, "host");
        if (hosts.size() > 1 || (hosts.isEmpty() && !http10)) {
            throw WireRefusal.malformed("exactly one Host header is needed");
        }
        if (!hosts.isEmpty() && !WireGrammar.isHost(hosts.getFirst())) {
            throw WireRefusal.malformed("the Host header is not a host with an optional port");
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

    /** What the target names, undecoded. */
    String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** What follows the path, undecoded, without the {@code ?}; empty when there is none. */
    String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    /** Its fields by name, each with its values in order. */
    Map<String, List<String>> headers() {
        var headers = HashMap.<String, List<String>>newHashMap(fields.size());
        for (var field : fields) {
            headers.merge(field.name(), List.of(field.value()), RequestHead::joined);
        }
        return headers;
    }

    /** Whether it is the last of its connection. */
    boolean closes() {
        for (var value : values(fields, "connection")) {
            for (var option : value.split(",", -1)) {
                if (option.strip().equalsIgnoreCase("close")) {
                    return true;
                }
            }
        }
        return http10;
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
        List<String> values = List.of();
        for (var field : fields) {
            if (field.name().equals(name)) {
                values = joined(values, List.of(field.value()));
            }
        }
        return values;
    }

    private static List<String> joined(List<String> values, List<String> more) {
        return values.isEmpty()
                ? more
                : Stream.concat(values.stream(), more.stream()).toList();
    }
}
