package waybill.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Signs a callback and takes it to its address once. Source: Plivo's pages on status callbacks and signatures. */
final class CallbackPost implements AutoCloseable {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(8);

    /** However fast time passes: less would measure the machine, not the listener. */
    static final Duration SHORTEST_ANSWER_TIMEOUT = Duration.ofSeconds(1);

    /**
     * However many listeners hang: nearly everywhere a process may have many more files open, and the API needs some, whose
     * server ends for good when it cannot accept.
     */
    private static final int MOST_AT_ONCE = 400;

    /** For a delivery report. */
    private static final int ROOM = 1_408;

    private static final int SUCCESS = 200;
    private static final int REDIRECT = 300;

    private final Connections connections;
    private final String signingToken;

    CallbackPost(SimulatorConfig config, TimeScale scale, Duration shortestAnswerTimeout) {
        this.signingToken = config.authTokens().getFirst();
        this.connections = new Connections(answerTimeout(scale, shortestAnswerTimeout), MOST_AT_ONCE);
    }

    static Duration answerTimeout(TimeScale scale, Duration shortest) {
        var scaled = scale.scaled(ANSWER_TIMEOUT);
        return scaled.compareTo(shortest) < 0 ? shortest : scaled;
    }

    /** Whether the answer was a 2xx and came in time. */
    boolean send(Callback callback) {
        try {
            var uri = callback.address().connectTo();
            int status = connections.exchange(Origin.of(uri), request(callback, uri));
            return status >= SUCCESS && status < REDIRECT;
        } catch (IOException | IllegalArgumentException e) {
            // The second is a URL that nobody can be called at, such as a port out of range, or an answer that is none.
            return false;
        }
    }

    private byte[] request(Callback callback, URI uri) {
        var address = callback.address();
        var parameters = callback.parameters();
        var encoded = parameters.encode();
        boolean get = address.method().equals("GET");
        var v2 = Signature.v2(signingToken, address.url(), callback.v2Nonce());
        var v3 = Signature.v3(signingToken, address.method(), address.url(), parameters, callback.v3Nonce());
        var request = new StringBuilder(ROOM)
                .append(address.method())
                .append(' ')
                .append(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath());
        var query = query(uri, get ? encoded : "");
        if (!query.isEmpty()) {
            request.append('?').append(query);
        }
        request.append(" HTTP/1.1\r\n");
        header(request, "Host", host(uri));
        header(request, "User-Agent", "Plivo");
        // The number belongs to the main account here, so both of a family are keyed with the same token.
        header(request, "X-Plivo-Signature-V2", v2);
        header(request, "X-Plivo-Signature-Ma-V2", v2);
        header(request, "X-Plivo-Signature-V2-Nonce", callback.v2Nonce());
        header(request, "X-Plivo-Signature-V3", v3);
        header(request, "X-Plivo-Signature-Ma-V3", v3);
        header(request, "X-Plivo-Signature-V3-Nonce", callback.v3Nonce());
        if (get) {
            return request.append("\r\n").toString().getBytes(UTF_8);
        }
        header(request, "Content-Type", "application/x-www-form-urlencoded");
        // Encoded, a form is ASCII: as many bytes as characters.
        header(request, "Content-Length", Integer.toString(encoded.length()));
        return request.append("\r\n").append(encoded).toString().getBytes(UTF_8);
    }

    private static void header(StringBuilder request, String name, String value) {
        request.append(name).append(": ").append(value).append("\r\n");
    }

    private static String query(URI uri, String more) {
        var given = uri.getRawQuery();
        return given == null ? more : more.isEmpty() ? given : given + "&" + more;
    }

    private static String host(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    @Override
    public void close() {
        connections.close();
    }
}
