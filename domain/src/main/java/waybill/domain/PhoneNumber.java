package waybill.domain;

/** A telephone number in E.164 form with its {@code +}. */
public record PhoneNumber(String text) implements Sender {
    /** Shortest in use with its country code; E.164 itself names no minimum. */
    static final int MIN_DIGITS = 7;

    /** ITU-T E.164 §6. */
    static final int MAX_DIGITS = 15;

    /** Stands for a number that was redacted: E.164 has no country code 999, so nobody has it. */
    public static final PhoneNumber REDACTED = new PhoneNumber("+" + "9".repeat(MAX_DIGITS));

    public PhoneNumber {
        if (!text.startsWith("+") || !isNumber(text.substring(1))) {
            throw new InvalidValue(
                    "invalid_phone_number",
                    "a phone number is in E.164 form: + and %d to %d digits, the first not 0"
                            .formatted(MIN_DIGITS, MAX_DIGITS));
        }
    }

    /** Reads a number with its {@code +}, or as Plivo writes it, without. */
    public static PhoneNumber parse(String text) {
        return new PhoneNumber(text.startsWith("+") ? text : "+" + text);
    }

    /** The digits alone, as Plivo writes them. */
    public String digits() {
        return text.substring(1);
    }

    public boolean isRedacted() {
        return equals(REDACTED);
    }

    private static boolean isNumber(String digits) {
        return Texts.isDigits(digits)
                && digits.charAt(0) != '0'
                && digits.length() >= MIN_DIGITS
                && digits.length() <= MAX_DIGITS;
    }
}
