package waybill.adapter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The grammar of a head (RFC 9110 §5, RFC 3986 §3), of ISO 8859-1 text. */
final class WireGrammar {
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";
    private static final String HOST_PUNCTUATION = "-._~!$&'()*+,;=";
    private static final String TARGET_PUNCTUATION = HOST_PUNCTUATION + ":@/?";
    private static final int MAX_PORT = 65_535;
    private static final int MAX_PORT_DIGITS = 5;

    /** Two different values of these must never become the same: who reads them refuses what is not ASCII. */
    private static final Set<String> COMPARED =
            Set.of("authorization", "content-length", "host", "idempotency-key", "transfer-encoding");

    private WireGrammar() {}

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            int c = text.charAt(i);
            if (!isAlphanumeric(c) && TOKEN_PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isCapitals(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 'A' || text.charAt(i) > 'Z') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** A path with an optional query; the forms for proxies are not spoken here. */
    static boolean isTarget(String text) {
        return text.startsWith("/") && isEscaped(text, TARGET_PUNCTUATION);
    }

    /** A name or an address, perhaps with a port: what a Host header may say (RFC 9110 §7.2). */
    static boolean isHost(String text) {
        int bracket = text.indexOf(']');
        int colon = text.indexOf(':', bracket + 1);
        var host = colon < 0 ? text : text.substring(0, colon);
        return (colon < 0 || isPort(text.substring(colon + 1)))
                && (host.startsWith("[") ? isAddress(host) : !host.isEmpty() && isEscaped(host, HOST_PUNCTUATION));
    }

    /** Digits, or none (RFC 3986 §3.2.3). */
    private static boolean isPort(String text) {
        return text.isEmpty()
                || (isDigits(text) && text.length() <= MAX_PORT_DIGITS && Integer.parseInt(text) <= MAX_PORT);
    }

    /** An address of IPv6 as far as its characters tell. */
    private static boolean isAddress(String host) {
        for (int i = 1; i < host.length() - 1; i++) {
            int c = host.charAt(i);
            if (!isHex(c) && c != ':' && c != '.') {
                return false;
            }
        }
        return host.length() > 2 && host.endsWith("]");
    }

    /** Whether it is made of letters, digits, this punctuation and well-formed escapes. */
    private static boolean isEscaped(String text, String punctuation) {
        for (int i = 0; i < text.length(); i++) {
            int c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
                    return false;
                }
            } else if (!isAlphanumeric(c) && punctuation.indexOf(c) < 0) {
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
        boolean isAscii = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F) {
                throw WireRefusal.malformed("a header holds a control character");
            }
            isAscii &= c <= '~';
        }
        int begin = 0;
        int end = text.length();
        while (begin < end && isBlank(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && isBlank(text.charAt(end - 1))) {
            end--;
        }
        var value = text.substring(begin, end);
        return isAscii || COMPARED.contains(name) ? value : withoutForeign(value);
    }

    /** Bytes beyond ASCII have no agreed meaning (RFC 9110 §5.5), and none to us. */
    private static String withoutForeign(String value) {
        var ascii = new StringBuilder(value.length());
        value.chars().forEach(c -> ascii.append(c > '~' ? '?' : (char) c));
        return ascii.toString();
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
