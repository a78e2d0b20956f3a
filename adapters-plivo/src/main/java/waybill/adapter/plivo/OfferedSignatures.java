package waybill.adapter.plivo;

import java.util.ArrayList;
import java.util.List;
import waybill.application.port.out.CallbackAuthenticator.CallbackRequest;

/** The signatures of one family that a callback came with. */
record OfferedSignatures(List<Offer> offers, String nonce) {
    static final int MAX_PER_HEADER = 8;

    /** Plivo's are 20 digits. */
    private static final int MAX_NONCE_LENGTH = 200;

    /** One signature as it stood in one header. */
    record Offer(Family.Header header, String signature) {}

    /** Nothing that could be a signature of this family: why not, for the log. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    static OfferedSignatures read(CallbackRequest request, Family family) throws Unreadable, Unusable {
        var offers = new ArrayList<Offer>();
        for (var header : family.headers()) {
            int before = offers.size();
            for (var line : request.header(header.wireName())) {
                addAll(line, header, offers);
            }
            if (offers.size() - before > MAX_PER_HEADER) {
                throw new Unreadable("a header lists more than %d signatures".formatted(MAX_PER_HEADER));
            }
        }
        return new OfferedSignatures(offers, nonce(request.header(family.nonceHeader())));
    }

    private static void addAll(String line, Family.Header header, List<Offer> offers) {
        for (int start = 0; start <= line.length(); ) {
            int comma = line.indexOf(',', start);
            int end = comma < 0 ? line.length() : comma;
            var signature = trimmed(line, start, end);
            if (!signature.isEmpty()) {
                offers.add(new Offer(header, signature));
            }
            start = end + 1;
        }
    }

    /** Without the blanks HTTP allows around the elements of a list (RFC 9110 §5.6.1), and no others. */
    private static String trimmed(String line, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isBlank(line.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(line.charAt(to - 1))) {
            to--;
        }
        return line.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /**
     * A nonce has no dot: the text that V3 signs ends in a dot and the nonce, and with dots in nonces a captured
     * signature would also hold for a body cut at any dot it contains, the rest of it passed off as nonce.
     */
    private static String nonce(List<String> values) throws Unusable {
        if (values.isEmpty() || values.getFirst().isEmpty()) {
            throw new Unusable("no nonce");
        }
        var nonce = values.getFirst();
        if (!values.stream().allMatch(nonce::equals)) {
            throw new Unusable("two different nonces");
        }
        if (!isNonce(nonce)) {
            throw new Unusable("a nonce that Plivo would not make");
        }
        return nonce;
    }

    private static boolean isNonce(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c <= ' ' || c > '~' || c == '.') {
                return false;
            }
        }
        return text.length() <= MAX_NONCE_LENGTH;
    }
}
