package waybill.domain;

/** How a text is carried by SMS; one character outside GSM-7 makes the whole text UCS-2 (3GPP TS 23.038). */
public enum Encoding {
    /** Counted in septets; an extension character takes two. */
    GSM_7("GSM-7", 160, 153, 1600),
    /** Counted in UTF-16 code units; a character outside the BMP takes two. */
    UCS_2("UCS-2", 70, 67, 737);

    private static final String GSM_7_BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String GSM_7_EXTENSION = "|^{}[]~\\€\f";

    private final String text;
    private final int unitsAlone;
    private final int unitsPerPart;
    private final int maxUnits;

    Encoding(String text, int unitsAlone, int unitsPerPart, int maxUnits) {
        this.text = text;
        this.unitsAlone = unitsAlone;
        this.unitsPerPart = unitsPerPart;
        this.maxUnits = maxUnits;
    }

    /** The encoding a text needs. */
    public static Encoding of(String text) {
        return text.chars().allMatch(c -> GSM_7_BASIC.indexOf(c) >= 0 || GSM_7_EXTENSION.indexOf(c) >= 0)
                ? GSM_7
                : UCS_2;
    }

    /** The name used in the interface. */
    public String text() {
        return text;
    }

    /** What fits into a message of one part. */
    int unitsAlone() {
        return unitsAlone;
    }

    /** What fits into each part of several, beside the header that joins them. */
    int unitsPerPart() {
        return unitsPerPart;
    }

    /** What Plivo takes in one request. */
    int maxUnits() {
        return maxUnits;
    }

    int unitsIn(String value) {
        return value.codePoints().map(this::unitsOf).sum();
    }

    /** How many units a character takes; they are never split over two parts. */
    int unitsOf(int codePoint) {
        return switch (this) {
            case GSM_7 -> GSM_7_EXTENSION.indexOf(codePoint) >= 0 ? 2 : 1;
            case UCS_2 -> Character.charCount(codePoint);
        };
    }
}
