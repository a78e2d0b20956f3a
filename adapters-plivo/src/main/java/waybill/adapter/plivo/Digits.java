package waybill.adapter.plivo;

/** Numbers as Plivo writes them, in ASCII digits. Without patterns: a callback has some ten of them. */
final class Digits {
    private Digits() {}

    /** One digit at least, and at most so many; no sign. */
    static boolean isNumber(String text, int maxDigits) {
        return text.length() <= maxDigits && areDigits(text, 0, text.length());
    }

    /** A number, perhaps followed by a point and another, each of at most so many digits. */
    static boolean isDecimal(String text, int maxDigits) {
        int point = text.indexOf('.');
        return point < 0
                ? isNumber(text, maxDigits)
                : isNumber(text.substring(0, point), maxDigits) && isNumber(text.substring(point + 1), maxDigits);
    }

    /** Whether all are, and there is one. */
    static boolean areDigits(String text, int start, int end) {
        for (int at = start; at < end; at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return false;
            }
        }
        return start < end;
    }

    /** What digits are worth that {@link #areDigits} has passed; nine of them at most. */
    static int number(String text, int start, int end) {
        int number = 0;
        for (int at = start; at < end; at++) {
            number = 10 * number + text.charAt(at) - '0';
        }
        return number;
    }
}
