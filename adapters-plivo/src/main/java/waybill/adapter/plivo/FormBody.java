package waybill.adapter.plivo;

/** Reads {@code application/x-www-form-urlencoded}, in a body or in a query, strictly in its escapes. */
final class FormBody {
    private FormBody() {}

    static Parameters read(byte[] encoded) throws Unreadable {
        if (encoded.length == 0) {
            return Parameters.NONE;
        }
        var parameters = new Parameters.Builder(encoded.length);
        for (int start = 0; start < encoded.length; ) {
            int end = indexOf(encoded, '&', start, encoded.length);
            if (end > start) {
                int equals = indexOf(encoded, '=', start, end);
                decode(encoded, start, equals, parameters);
                parameters.endName();
                decode(encoded, Math.min(equals + 1, end), end, parameters);
                parameters.endValue();
            }
            start = end + 1;
        }
        return parameters.build();
    }

    /** Where the byte stands first; {@code end} when it does not. */
    private static int indexOf(byte[] bytes, char wanted, int start, int end) {
        int at = start;
        while (at < end && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    private static void decode(byte[] encoded, int start, int end, Parameters.Builder into) throws Unreadable {
        // What needs no decoding, which is nearly all, is handed over in runs: byte by byte took a third of the
        // signature.
        int run = start;
        for (int at = start; at < end; at++) {
            if (encoded[at] == '+') {
                into.add(encoded, run, at);
                into.add((byte) ' ');
                run = at + 1;
            } else if (encoded[at] == '%') {
                into.add(encoded, run, at);
                int high = at + 2 < end ? Character.digit(encoded[at + 1], 16) : -1;
                int low = at + 2 < end ? Character.digit(encoded[at + 2], 16) : -1;
                into.add(unescaped(high, low));
                at += 2;
                run = at + 1;
            }
        }
        into.add(encoded, run, end);
    }

    private static byte unescaped(int high, int low) throws Unreadable {
        if (high < 0 || low < 0) {
            throw new Unreadable("a percent escape is not two hexadecimal digits");
        }
        return (byte) (high << 4 | low);
    }
}
