package waybill.simulator;

import java.net.URI;

/** Where the client wants its delivery reports. */
sealed interface CallbackAddress {

    /** The url as the client wrote it; empty when it wants no callbacks. */
    String url();

    record None() implements CallbackAddress {
        @Override
        public String url() {
            return "";
        }
    }

    /**
     * @param uri which says its text as it was read from
     * @param connectTo where it leads here: found once for all callbacks of a message
     */
    record At(URI uri, URI connectTo, String method) implements CallbackAddress {
        @Override
        public String url() {
            return uri.toString();
        }
    }
}
