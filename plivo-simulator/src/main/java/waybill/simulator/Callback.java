package waybill.simulator;

import java.util.concurrent.ThreadLocalRandom;

/** One callback as it goes over the wire; a retry repeats it to the letter, nonces included. */
record Callback(CallbackAddress.At address, Parameters parameters, String v2Nonce, String v3Nonce) {

    private static final long TEN_DIGITS = 1_000_000_000L;

    /** With nonces of its own. */
    static Callback of(CallbackAddress.At address, Parameters parameters) {
        return new Callback(address, parameters, nonce(), nonce());
    }

    /** Twenty digits, as Plivo's; nobody needs to be kept from guessing it. */
    private static String nonce() {
        var random = ThreadLocalRandom.current();
        return Long.toString(random.nextLong(TEN_DIGITS, 10 * TEN_DIGITS))
                + Long.toString(random.nextLong(10 * TEN_DIGITS, 20 * TEN_DIGITS))
                        .substring(1);
    }
}
