package waybill.domain;

import static java.util.Objects.requireNonNull;

/** The text of a message, within the limits of Plivo's Message API. */
public record MessageText(String value) {
    /** Stands for a text that was redacted; whether one was, the recipient's number tells. */
    public static final MessageText REDACTED = new MessageText("[redacted]");

    public MessageText {
        requireNonNull(value, "value");
        if (value.isEmpty()) {
            throw new InvalidValue("empty_text", "the text is empty");
        }
        if (value.indexOf('\0') >= 0) {
            throw new InvalidValue("invalid_text", "the text contains U+0000");
        }
        if (Texts.hasUnpairedSurrogate(value)) {
            throw new InvalidValue("invalid_text", "the text contains half of a surrogate pair");
        }
        var encoding = Encoding.of(value);
        int units = encoding.unitsIn(value);
        if (units > encoding.maxUnits()) {
            throw new InvalidValue(
                    "text_too_long",
                    "the text takes %d %s characters, at most %d are allowed"
                            .formatted(units, encoding.text(), encoding.maxUnits()));
        }
    }

    public Segments segments() {
        return Segments.of(value);
    }
}
