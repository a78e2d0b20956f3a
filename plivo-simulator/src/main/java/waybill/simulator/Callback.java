package waybill.simulator;

import java.util.concurrent.ThreadLocalRandom;

/**
 * One callback; a retry repeats it to the letter. That it repeats the nonces too is assumed: nobody has told so far. What
 * it says is put together when it is sent, since many may wait for a retry at once.
 */
record Callback(
        CallbackAddress.At address,
        SimulatedMessage message,
        Progress progress,
        int sequence,
        String v2Nonce,
        String v3Nonce) {

    private static final long TEN_DIGITS = 1_000_000_000L;

    /** With nonces of its own. */
    static Callback of(CallbackAddress.At address, SimulatedMessage message, Progress progress, int sequence) {
        return new Callback(address, message, progress, sequence, nonce(), nonce());
    }

    Parameters parameters() {
        return CallbackParameters.of(message, progress, sequence);
    }

    /** Twenty digits, as Plivo's; nobody needs to be kept from guessing it. */
    private static String nonce() {
        var random = ThreadLocalRandom.current();
        return Long.toString(random.nextLong(TEN_DIGITS, 10 * TEN_DIGITS))
                + Long.toString(random.nextLong(10 * TEN_DIGITS, 20 * TEN_DIGITS))
                        .substring(1);
    }
}
