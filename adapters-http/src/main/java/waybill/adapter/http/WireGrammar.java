package waybill.adapter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The grammar of a head (RFC 9110 §5, RFC 3986 §3), of ISO 8859-1 text. */
final class WireGrammar {
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";
    private static final String TARGET_PUNCTUATION = "-._~!$&'()*+,;=:@/?";

    /** Two different values of these must never become the same. */
    private static final Set<String> COMPARED =
            Set.of("authorization", "content-length", "host", "idempotency-key", "transfer-encoding");

    private WireGrammar() {}

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isAlphanumeric(c) || TOKEN_PUNCTUATION.indexOf(c) >= 0);
    }

    static boolean isCapitals(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }

    static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** A path with an optional query; the forms for proxies are not spoken here. */
    static boolean isTarget(String text) {
        if (!text.startsWith("/")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            int c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
                    return false;
                }
            } else if (!isAlphanumeric(c) && TARGET_PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Reads header lines; names come out in lower case. */
    static List<RequestHead.Field> fields(List<String> lines) throws WireRefusal {
        var fields = new ArrayList<RequestHead.Field>(lines.size());
        for (var line : lines) {
            int colon = line.indexOf(':');
            // Also refuses a folded line and a space before the colon: neither makes a token.
            if (colon < 0 || !isToken(line.substring(0, colon))) {
                throw WireRefusal.malformed("a header is not a name, a colon and a value");
            }
            var name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            fields.add(new RequestHead.Field(name, value(name, line.substring(colon + 1))));
        }
        return fields;
    }

    private static String value(String name, String text) throws WireRefusal {
        if (COMPARED.contains(name) && text.chars().anyMatch(c -> c > '~')) {
            throw WireRefusal.malformed("a header that is compared holds more than ASCII");
        }
        if (text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F)) {
            throw WireRefusal.malformed("a header holds a control character");
        }
        int begin = 0;
        int end = text.length();
        while (begin < end && isBlank(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && isBlank(text.charAt(end - 1))) {
            end--;
        }
        var value = new StringBuilder(end - begin);
        // Bytes beyond ASCII have no agreed meaning (RFC 9110 §5.5), and none to us.
        text.substring(begin, end).chars().forEach(c -> value.append(c > '~' ? '?' : (char) c));
        return value.toString();
    }

    static boolean isHex(int c) {
        return Character.digit(c, 16) >= 0 && c < 0x7F;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
