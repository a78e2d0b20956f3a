package waybill.adapter.plivo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that came from outside, made fit for where it goes. */
final class ForeignText {
    /** At most this much of a foreign text is logged. */
    static final int MAX_LOGGED = 80;

    /** At most this much of a foreign text goes into a column. */
    static final int MAX_STORED = 100;

    private static final int LAST_ASCII = 0x7E;

    /** A UUID, which stays, or digits that may be a telephone number, which do not. */
    private static final Pattern UUID_OR_NUMBER =
            Pattern.compile("(?<uuid>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})|[0-9]{6,}");

    private ForeignText() {}

    /** With control characters and halves of surrogate pairs as escapes; cut. */
    static String escaped(String text, int maxLength) {
        var escaped = new StringBuilder(Math.min(text.length(), maxLength));
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            var piece = isPlain(codePoint) ? Character.toString(codePoint) : escape(codePoint);
            if (escaped.length() + piece.length() > maxLength) {
                break;
            }
            escaped.append(piece);
            at += Character.charCount(codePoint);
        }
        return escaped.toString();
    }

    /** For the log: printable ASCII without quotes, nothing that may be a telephone number; cut. */
    static String logged(String text) {
        var cut = text.length() > 4 * MAX_LOGGED ? text.substring(0, 4 * MAX_LOGGED) : text;
        var masked = UUID_OR_NUMBER
                .matcher(cut)
                .replaceAll(found -> found.group("uuid") == null ? "…" : Matcher.quoteReplacement(found.group()));
        var logged = new StringBuilder();
        masked.codePoints().forEach(c -> logged.append(isLoggable(c) ? Character.toString(c) : escape(c)));
        return logged.length() > MAX_LOGGED ? logged.substring(0, MAX_LOGGED) + "…" : logged.toString();
    }

    /** For a text column: U+FFFD instead of what it cannot hold or show; cut, never inside a surrogate pair. */
    static String stored(String text) {
        return text.length() <= MAX_STORED && isPlainAscii(text) ? text : replaced(text);
    }

    private static String replaced(String text) {
        var stored = new StringBuilder(Math.min(text.length(), MAX_STORED));
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            if (stored.length() + Character.charCount(codePoint) > MAX_STORED) {
                break;
            }
            stored.appendCodePoint(isPlain(codePoint) ? codePoint : 0xFFFD);
            at += Character.charCount(codePoint);
        }
        return stored.toString();
    }

    private static boolean isPlainAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < ' ' || text.charAt(at) > LAST_ASCII) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int codePoint) {
        return !Character.isISOControl(codePoint)
                && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }

    private static boolean isLoggable(int codePoint) {
        return codePoint == '…'
                || (codePoint >= ' '
                        && codePoint <= LAST_ASCII
                        && codePoint != '"'
                        && codePoint != '\''
                        && codePoint != '\\');
    }

    private static String escape(int codePoint) {
        return "\\u%04x".formatted(codePoint);
    }
}
