package waybill.domain;

import static java.util.Objects.requireNonNull;

/**
 * Why a message was not delivered, in Plivo's words: a number as text, without padding. {@link #NONE} stands for
 * {@code 000}, for the empty string and for silence alike.
 */
public record ErrorCode(String value) {
    public static final int MAX_LENGTH = 32;

    /** No error: Plivo writes {@code 000}, or nothing. */
    public static final ErrorCode NONE = new ErrorCode("");

    public ErrorCode {
        requireNonNull(value, "value");
        if (value.length() > MAX_LENGTH || !Texts.isPrintable(value)) {
            throw new InvalidValue(
                    "invalid_error_code", "an error code is at most %d printable characters".formatted(MAX_LENGTH));
        }
    }

    /** Reads a code as Plivo wrote it; never fails, since a report with an odd code is still a report. */
    public static ErrorCode parse(String text) {
        var trimmed = text.strip();
        if (Texts.isDigits(trimmed)) {
            trimmed = withoutPadding(trimmed);
        }
        if (trimmed.isEmpty()) {
            return NONE;
        }
        return trimmed.length() <= MAX_LENGTH && Texts.isPrintable(trimmed) ? new ErrorCode(trimmed) : unreadable();
    }

    public boolean isNone() {
        return value.isEmpty();
    }

    /** What it means and what to do about it. */
    public ErrorExplanation explanation() {
        return ErrorExplanation.of(this);
    }

    private static String withoutPadding(String digits) {
        int firstDigit = 0;
        while (firstDigit < digits.length() && digits.charAt(firstDigit) == '0') {
            firstDigit++;
        }
        return digits.substring(firstDigit);
    }

    private static ErrorCode unreadable() {
        return new ErrorCode("unreadable");
    }
}
