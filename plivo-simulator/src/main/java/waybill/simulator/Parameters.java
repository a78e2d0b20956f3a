package waybill.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Form or query parameters, decoded, in the order of the wire; names may repeat. */
record Parameters(List<Parameter> list) {

    /** For a delivery report. */
    private static final int ROOM = 640;

    private static final int ASCII_END = 128;
    private static final boolean[] PLAIN = plain();
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    static final Parameters NONE = new Parameters(List.of());

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
        var encoded = new StringBuilder(ROOM);
        for (var parameter : list) {
            if (!encoded.isEmpty()) {
                encoded.append('&');
            }
            encode(parameter.name(), encoded);
            encoded.append('=');
            encode(parameter.value(), encoded);
        }
        return encoded.toString();
    }

    /** As URLEncoder, which takes several times as long for what is nearly all ASCII. */
    private static void encode(String text, StringBuilder encoded) {
        int start = encoded.length();
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ASCII_END) {
                encoded.setLength(start);
                encoded.append(URLEncoder.encode(text, UTF_8));
                return;
            }
            if (!PLAIN[c]) {
                encoded.append(text, done, i);
                escape(c, encoded);
                done = i + 1;
            }
        }
        encoded.append(text, done, text.length());
    }

    private static void escape(char c, StringBuilder encoded) {
        if (c == ' ') {
            encoded.append('+');
        } else {
            encoded.append('%').append(HEX.toHighHexDigit(c)).append(HEX.toLowHexDigit(c));
        }
    }

    /** By character, since to look one up costs less than to compare it with all there are. */
    private static boolean[] plain() {
        var plain = new boolean[ASCII_END];
        for (char c : "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._*".toCharArray()) {
            plain[c] = true;
        }
        return plain;
    }

    Parameters sorted() {
        var sorted = new ArrayList<>(list);
        sorted.sort(Parameters::byBytes);
        return new Parameters(sorted);
    }

    private static int byBytes(Parameter left, Parameter right) {
        int byName = byBytes(left.name(), right.name());
        return byName == 0 ? byBytes(left.value(), right.value()) : byName;
    }

    /** Byte order of UTF-8, which is what Plivo's signature sorts by: that of code points, not that of chars. */
    private static int byBytes(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                return Integer.compare(rank(left.charAt(i)), rank(right.charAt(i)));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Surrogates stand for code points above all other chars. */
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
    }

    Parameters and(Parameters more) {
        var both = new ArrayList<>(list);
        both.addAll(more.list);
        return new Parameters(both);
    }

    /** The first value under this name; an empty one counts as absent. */
    Optional<String> first(String name) {
        for (var parameter : list) {
            if (parameter.name().equals(name) && !parameter.value().isEmpty()) {
                return Optional.of(parameter.value());
            }
        }
        return Optional.empty();
    }

    boolean isEmpty() {
        return list.isEmpty();
    }
}
