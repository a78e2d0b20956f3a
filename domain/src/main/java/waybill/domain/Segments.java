package waybill.domain;

/** How many SMS a text takes by our own count; Plivo's {@code Units} wins over it. */
public record Segments(Encoding encoding, int count) {
    /** Counts as a phone does: a character of two units is never split over two parts. */
    public static Segments of(String text) {
        var encoding = Encoding.of(text);
        if (encoding.unitsIn(text) <= encoding.unitsAlone()) {
            return new Segments(encoding, 1);
        }
        int parts = 1;
        int used = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int units = encoding.unitsOf(text.codePointAt(i));
            if (used + units > encoding.unitsPerPart()) {
                parts++;
                used = 0;
            }
            used += units;
        }
        return new Segments(encoding, parts);
    }
}
