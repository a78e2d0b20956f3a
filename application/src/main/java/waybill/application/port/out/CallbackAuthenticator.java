package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells whether a callback is the provider's, and what it says. */
@FunctionalInterface
public interface CallbackAuthenticator {
    /** Judges a request as it came. Fails closed; says why in the log, never to the sender. Thread-safe. */
    Authentication authenticate(CallbackRequest request);

    /**
     * Says in the log why a callback was refused whose signature holds and does not cover its content.
     *
     * @param reason without anything of the content
     */
    default void refused(CallbackRequest request, String reason) {}

    /**
     * A request as it came, nothing decoded.
     *
     * @param method in upper case
     * @param path undecoded, beginning with {@code /}, as this server saw it
     * @param query undecoded, without the {@code ?}; empty when there is none
     * @param ownId what follows the callback route in the path, undecoded; empty on the shared route
     * @param headers by name in lower case, each with its values in order
     */
    record CallbackRequest(
            String method,
            String path,
            String query,
            Optional<String> ownId,
            Map<String, List<String>> headers,
            RawBody body,
            Instant receivedAt) {
        public CallbackRequest {
            requireNonNull(method, "method");
            requireNonNull(path, "path");
            requireNonNull(query, "query");
            requireNonNull(ownId, "ownId");
            headers = Map.copyOf(headers);
            requireNonNull(body, "body");
            requireNonNull(receivedAt, "receivedAt");
        }

        /** The values of a header, whose name is given in lower case. */
        public List<String> header(String name) {
            return headers.getOrDefault(name, List.of());
        }
    }

    /** What was found. */
    sealed interface Authentication {
        /** It is the provider's. */
        record Authentic(ReceivedReport report) implements Authentication {
            public Authentic {
                requireNonNull(report, "report");
            }
        }

        /** It carries no signature that holds. */
        record Refused() implements Authentication {}

        /** It cannot be read, so that no signature could be checked. */
        record Malformed(String detail) implements Authentication {
            public Malformed {
                requireNonNull(detail, "detail");
            }
        }

        /** Its body is neither a form nor JSON. */
        record UnsupportedMediaType() implements Authentication {}
    }
}
