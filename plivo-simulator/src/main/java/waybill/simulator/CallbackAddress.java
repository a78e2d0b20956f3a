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

    record At(String url, String method) implements CallbackAddress {
        URI uri() {
            return URI.create(url);
        }
    }
}
