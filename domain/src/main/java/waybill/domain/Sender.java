package waybill.domain;

import java.util.Locale;

/** What a message is sent from: a number, a short code, a name, or a powerpack that picks one of its numbers. */
public sealed interface Sender permits PhoneNumber, Sender.ShortCode, Sender.Alphanumeric, Sender.Powerpack {
    /** What introduces a powerpack's id in the interface. */
    String POWERPACK_PREFIX = "powerpack:";

    /** The form used in the interface and in storage; {@link #parse} reads it back. */
    String text();

    /** Reads the form of the interface. */
    static Sender parse(String text) {
        if (text.regionMatches(true, 0, POWERPACK_PREFIX, 0, POWERPACK_PREFIX.length())) {
            return new Powerpack(text.substring(POWERPACK_PREFIX.length()).toLowerCase(Locale.ROOT));
        }
        if (text.startsWith("+")) {
            return PhoneNumber.parse(text);
        }
        if (Texts.isDigits(text)) {
            return text.length() <= ShortCode.MAX_LENGTH ? new ShortCode(text) : PhoneNumber.parse(text);
        }
        return new Alphanumeric(text);
    }

    /** A short number inside one country's networks. */
    record ShortCode(String text) implements Sender {
        static final int MIN_LENGTH = 3;
        static final int MAX_LENGTH = 6;

        public ShortCode {
            if (!Texts.isDigits(text) || text.length() < MIN_LENGTH || text.length() > MAX_LENGTH) {
                throw new InvalidValue(
                        "invalid_sender", "a short code is %d to %d digits".formatted(MIN_LENGTH, MAX_LENGTH));
            }
        }
    }

    /** A name instead of a number, where the destination's networks allow it (3GPP TS 23.040: 11 characters). */
    record Alphanumeric(String text) implements Sender {
        static final int MAX_LENGTH = 11;

        /** Plivo documents letters, digits and spaces; networks show these too, and Plivo has the last word. */
        private static final String PUNCTUATION = " -_.&+";

        public Alphanumeric {
            boolean allowed = text.chars().allMatch(c -> isLetter(c) || isDigit(c) || PUNCTUATION.indexOf(c) >= 0);
            if (!allowed
                    || text.length() > MAX_LENGTH
                    || text.chars().noneMatch(Alphanumeric::isLetter)
                    || text.startsWith("+")
                    || !text.equals(text.strip())) {
                throw new InvalidValue(
                        "invalid_sender",
                        "a sender is an E.164 number, a short code, powerpack:{uuid}, or a name of at most %d letters, digits, spaces and -_.&+, with one letter at least and no + or space at its start or space at its end"
                                .formatted(MAX_LENGTH));
            }
        }

        private static boolean isLetter(int c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }

        private static boolean isDigit(int c) {
            return c >= '0' && c <= '9';
        }
    }

    /** A pool of numbers kept at the provider, named by its uuid in lower case. */
    record Powerpack(String uuid) implements Sender {
        public Powerpack {
            if (!uuid.matches("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")) {
                throw new InvalidValue("invalid_sender", "a powerpack is named powerpack:{uuid}");
            }
        }

        @Override
        public String text() {
            return POWERPACK_PREFIX + uuid;
        }
    }
}
