package waybill.adapter.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import waybill.application.port.out.MessageQuery;
import waybill.domain.InvalidValue;

/** The parameters of a query; what is wrong with them is told all at once. */
final class Parameters {
    private final Map<String, String> values = new HashMap<>();
    private final FieldErrors errors = new FieldErrors();

    private Parameters() {}

    static Parameters parse(String query, String... known) {
        var parameters = new Parameters();
        if (!query.isEmpty()) {
            parameters.addAll(query, Set.of(known));
        }
        return parameters;
    }

    /** For routes that take none. */
    static void none(String query) {
        parse(query).complete();
    }

    <T> Optional<T> read(String name, Function<String, T> reader) {
        var value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(value));
        } catch (InvalidValue e) {
            errors.add(name, e.code(), e.detail());
            return Optional.empty();
        }
    }

    int limit() {
        return read("limit", Parameters::limit).orElse(MessageQuery.DEFAULT_LIMIT);
    }

    /** To be called when all is read. */
    void complete() {
        errors.complete();
    }

    /** Pair by pair, so that of a query of nothing but faults no more is read than is told. */
    private void addAll(String query, Set<String> known) {
        int begin = 0;
        while (begin <= query.length() && !errors.isFull()) {
            int ampersand = query.indexOf('&', begin);
            int end = ampersand < 0 ? query.length() : ampersand;
            add(query.substring(begin, end), known);
            begin = end + 1;
        }
    }

    private void add(String pair, Set<String> known) {
        int equals = pair.indexOf('=');
        var written = equals < 0 ? pair : pair.substring(0, equals);
        try {
            var name = decoded(written);
            if (!known.contains(name)) {
                errors.add(name, "unknown_parameter", "there is no such parameter");
            } else if (equals < 0) {
                errors.add(name, "missing_value", "the parameter has no value");
            } else if (values.put(name, decoded(pair.substring(equals + 1))) != null) {
                errors.add(name, "repeated_parameter", "the parameter is given more than once");
            }
        } catch (CharacterCodingException _) {
            errors.add(written, "invalid_encoding", "the parameter is not UTF-8");
        }
    }

    /** Escapes are known to be well-formed: {@link WireGrammar#isTarget}. */
    private static String decoded(String text) throws CharacterCodingException {
        var bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.put((byte) HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                bytes.put((byte) (c == '+' ? ' ' : c));
            }
        }
        return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    }

    private static int limit(String text) {
        if (text.matches("[1-9][0-9]{0,2}")) {
            int limit = Integer.parseInt(text);
            if (limit <= MessageQuery.MAX_LIMIT) {
                return limit;
            }
        }
        throw new InvalidValue(
                "invalid_limit", "a limit is %d to %d".formatted(MessageQuery.MIN_LIMIT, MessageQuery.MAX_LIMIT));
    }
}
