package waybill.simulator;

/** How many units a text takes: GSM-7 or UCS-2, by the rules of Plivo's page on message encoding. */
record Segments(Encoding encoding, int length) {

    private static final String GSM_BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String GSM_EXTENSION = "|^{}[]~\\€\f";

    enum Encoding {
        GSM_7(160, 153, 1600),
        UCS_2(70, 67, 737);

        private final int single;
        private final int perPart;
        private final int max;

        Encoding(int single, int perPart, int max) {
            this.single = single;
            this.perPart = perPart;
            this.max = max;
        }
    }

    static Segments of(String text) {
        int septets = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (GSM_BASIC.indexOf(character) >= 0) {
                septets++;
            } else if (GSM_EXTENSION.indexOf(character) >= 0) {
                septets += 2;
            } else {
                return new Segments(Encoding.UCS_2, text.length());
            }
        }
        return new Segments(Encoding.GSM_7, septets);
    }

    int units() {
        return length <= encoding.single ? 1 : Math.ceilDiv(length, encoding.perPart);
    }

    boolean tooLong() {
        return length > encoding.max;
    }

    int maxLength() {
        return encoding.max;
    }
}
