package waybill.domain;

/** What several values ask of their text. */
final class Texts {
    private Texts() {}

    /** Whether every character can be stored and shown: no control characters, no half of a surrogate pair. */
    static boolean isPrintable(String text) {
        // A loop: this is asked of several texts a callback, and a stream costs ten times as much.
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Character.isISOControl(c) || (Character.isSurrogate(c) && hasUnpairedSurrogate(text))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text holds half of a surrogate pair, which no encoding can carry. */
    static boolean hasUnpairedSurrogate(String text) {
        return text.codePoints().anyMatch(Texts::isSurrogate);
    }

    static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
