package waybill.simulator;

import java.security.SecureRandom;

/** One callback as it goes over the wire; a retry repeats it to the letter, nonces included. */
record Callback(CallbackAddress.At address, Parameters parameters, String v2Nonce, String v3Nonce) {

    private static final int NONCE_DIGITS = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** With nonces of its own. */
    static Callback of(CallbackAddress.At address, Parameters parameters) {
        return new Callback(address, parameters, nonce(), nonce());
    }

    private static String nonce() {
        var digits = new StringBuilder(NONCE_DIGITS).append(RANDOM.nextInt(1, 10));
        while (digits.length() < NONCE_DIGITS) {
            digits.append(RANDOM.nextInt(10));
        }
        return digits.toString();
    }
}
