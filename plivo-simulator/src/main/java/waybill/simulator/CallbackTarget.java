package waybill.simulator;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/** Where a callback connects to. What is signed is always the URL that the client gave. */
public sealed interface CallbackTarget {

    URI connectTo(URI given);

    /** To the very URL that the client gave. */
    record AsGiven() implements CallbackTarget {
        @Override
        public URI connectTo(URI given) {
            return given;
        }
    }

    /**
     * To another origin, as a reverse proxy would: the public URL is signed, the service behind it is called.
     *
     * @param origin scheme, host and port, such as {@code http://127.0.0.1:8080}
     * @param strippedPrefix path prefix that the proxy takes off; empty for none
     */
    record Through(URI origin, String strippedPrefix) implements CallbackTarget {

        public Through {
            requireNonNull(origin.getHost(), "the origin needs a scheme and a host");
            if (!strippedPrefix.isEmpty() && (!strippedPrefix.startsWith("/") || strippedPrefix.endsWith("/"))) {
                throw new IllegalArgumentException("the stripped prefix starts with / and does not end with one");
            }
        }

        public Through(URI origin) {
            this(origin, "");
        }

        @Override
        public URI connectTo(URI given) {
            var query = Optional.ofNullable(given.getRawQuery())
                    .map(raw -> "?" + raw)
                    .orElse("");
            return URI.create(origin.getScheme() + "://" + origin.getRawAuthority() + path(given) + query);
        }

        private String path(URI given) {
            var path = given.getRawPath().isEmpty() ? "/" : given.getRawPath();
            return path.startsWith(strippedPrefix + "/") ? path.substring(strippedPrefix.length()) : path;
        }
    }
}
