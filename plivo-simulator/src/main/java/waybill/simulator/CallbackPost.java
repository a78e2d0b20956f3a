package waybill.simulator;

import static java.net.http.HttpRequest.BodyPublishers;
import static java.net.http.HttpResponse.BodyHandlers;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;

/** Signs a callback and takes it to its address once. Source: Plivo's pages on status callbacks and signatures. */
final class CallbackPost implements AutoCloseable {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(8);

    /** However fast time passes: less would measure the machine, not the listener. */
    private static final Duration SHORTEST_ANSWER_TIMEOUT = Duration.ofSeconds(1);

    private static final int SUCCESS = 200;
    private static final int REDIRECT = 300;

    private final HttpClient client;
    private final CallbackTarget target;
    private final String signingToken;
    private final Duration answerTimeout;

    CallbackPost(SimulatorConfig config, TimeScale scale) {
        this.target = config.callbackTarget();
        this.signingToken = config.authTokens().getFirst();
        var scaled = scale.scaled(ANSWER_TIMEOUT);
        this.answerTimeout = scaled.compareTo(SHORTEST_ANSWER_TIMEOUT) < 0 ? SHORTEST_ANSWER_TIMEOUT : scaled;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(answerTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(ProxySelector.of(null))
                .build();
    }

    /** Whether the answer was a 2xx and came in time. */
    boolean send(Callback callback) {
        try {
            int status =
                    client.send(request(callback), BodyHandlers.discarding()).statusCode();
            return status >= SUCCESS && status < REDIRECT;
        } catch (IOException | IllegalArgumentException e) {
            // The latter is a URL that nobody can be called at, such as a port out of range.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpRequest request(Callback callback) {
        var address = callback.address();
        var encoded = callback.parameters().encode();
        var builder = HttpRequest.newBuilder().timeout(answerTimeout).header("User-Agent", "Plivo");
        if (address.method().equals("GET")) {
            builder.uri(withQuery(target.connectTo(address.uri()), encoded)).GET();
        } else {
            builder.uri(target.connectTo(address.uri()))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(encoded));
        }
        var v3 = Signature.v3(signingToken, address.method(), address.url(), callback.parameters(), callback.v3Nonce());
        return builder.header("X-Plivo-Signature-V2", Signature.v2(signingToken, address.url(), callback.v2Nonce()))
                .header("X-Plivo-Signature-V2-Nonce", callback.v2Nonce())
                .header("X-Plivo-Signature-V3", v3)
                // The number belongs to the main account here, so both are keyed with the same token.
                .header("X-Plivo-Signature-Ma-V3", v3)
                .header("X-Plivo-Signature-V3-Nonce", callback.v3Nonce())
                .build();
    }

    private static URI withQuery(URI uri, String more) {
        var withoutFragment = uri.toString().replaceFirst("#.*", "");
        return URI.create(withoutFragment + (uri.getRawQuery() == null ? "?" : "&") + more);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
