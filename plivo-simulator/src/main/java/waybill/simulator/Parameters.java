package waybill.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Form or query parameters, decoded, in the order of the wire; names may repeat. */
record Parameters(List<Parameter> list) {

    static final Parameters NONE = new Parameters(List.of());

    /** Byte order of UTF-8, which is what Plivo's signature sorts by. */
    private static final Comparator<String> BYTES =
            (left, right) -> Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));

    record Parameter(String name, String value) {}

    Parameters {
        list = List.copyOf(list);
    }

    /** @throws IllegalArgumentException when an escape is broken */
    static Parameters decode(String encoded) {
        var list = new ArrayList<Parameter>();
        for (int start = 0; start < encoded.length(); ) {
            int end = encoded.indexOf('&', start);
            end = end < 0 ? encoded.length() : end;
            var pair = encoded.substring(start, end);
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                var name = equals < 0 ? pair : pair.substring(0, equals);
                var value = equals < 0 ? "" : pair.substring(equals + 1);
                list.add(new Parameter(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8)));
            }
            start = end + 1;
        }
        return new Parameters(list);
    }

    String encode() {
        return list.stream()
                .map(parameter ->
                        URLEncoder.encode(parameter.name(), UTF_8) + "=" + URLEncoder.encode(parameter.value(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    Parameters sorted() {
        return new Parameters(list.stream()
                .sorted(Comparator.comparing(Parameter::name, BYTES).thenComparing(Parameter::value, BYTES))
                .toList());
    }

    Parameters and(Parameters more) {
        var both = new ArrayList<>(list);
        both.addAll(more.list);
        return new Parameters(both);
    }

    /** The first value under this name; an empty one counts as absent. */
    Optional<String> first(String name) {
        return list.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    boolean isEmpty() {
        return list.isEmpty();
    }
}
