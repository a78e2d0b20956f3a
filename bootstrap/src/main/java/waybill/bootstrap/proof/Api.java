package waybill.bootstrap.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A caller of Waybill and of the simulator. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Whoever sends asks another node rather than wait for one that stands still. */
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(3);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
    private static final int TRIES_TO_READ = 20;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final String LOCAL = "http://127.0.0.1:";

    /** Accepted; the key is taken or the limit reached for a moment; the database is away. */
    private static final Set<Integer> EXPECTED = Set.of(202, 409, 429, 503);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final String key;
    private final Map<Integer, Integer> surprises = new ConcurrentHashMap<>();

    Api(String key) {
        this.key = key;
    }

    /** Sends a message; returns the id it was accepted under, and empty for any other answer or none. */
    Optional<String> send(int port, String to, String idempotencyKey) throws InterruptedException {
        var answer = post(port, to, idempotencyKey, SEND_TIMEOUT);
        answer.map(HttpResponse::statusCode)
                .filter(status -> !EXPECTED.contains(status))
                .ifPresent(status -> surprises.merge(status, 1, Integer::sum));
        return body(answer, 202).map(message -> message.path("id").asText());
    }

    /** The status of the answer to a send; empty when there was none. */
    Optional<Integer> trySend(int port, String to, String idempotencyKey) throws InterruptedException {
        return post(port, to, idempotencyKey, TIMEOUT).map(HttpResponse::statusCode);
    }

    private Optional<HttpResponse<String>> post(int port, String to, String idempotencyKey, Duration timeout)
            throws InterruptedException {
        var body = "{\"from\":\"+14155550100\",\"to\":\"%s\",\"text\":\"%s\"}".formatted(to, idempotencyKey);
        var request = request(port, "/v1/messages")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body));
        return exchange(request.timeout(timeout));
    }

    /** Answers to a send that are none of those an outage may lead to, by status. */
    Map<Integer, Integer> surprises() {
        return Map.copyOf(surprises);
    }

    /** Takes a callback to a node; returns the status of the answer, and empty when there was none. */
    Optional<Integer> report(int port, SignedCallback callback) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(LOCAL + port + callback.path()))
                .timeout(TIMEOUT)
                .POST(BodyPublishers.ofString(callback.body()));
        callback.headers().forEach(request::header);
        return exchange(request).map(HttpResponse::statusCode);
    }

    /** The status of the answer to a question; empty when there was none. */
    Optional<Integer> status(int port, String path) throws InterruptedException {
        return exchange(request(port, path).GET()).map(HttpResponse::statusCode);
    }

    /** One value of what a node counts, by the name of the series with its labels. */
    double metric(int port, String series) throws InterruptedException {
        return exchange(request(port, "/metrics").GET())
                .flatMap(response -> response.body()
                        .lines()
                        .filter(line -> line.startsWith(series + " "))
                        .map(line -> Double.parseDouble(line.substring(series.length() + 1)))
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException("nothing is counted as " + series));
    }

    /** As {@link #get}, but only what is said not to be there is not there; every other failure may pass. */
    Optional<JsonNode> getPatiently(int port, String path) throws InterruptedException {
        var answer = exchange(request(port, path).GET());
        for (int attempt = 1; attempt < TRIES_TO_READ && !isSettled(answer); attempt++) {
            Thread.sleep(BETWEEN_TRIES);
            answer = exchange(request(port, path).GET());
        }
        return body(answer, OK);
    }

    private static boolean isSettled(Optional<HttpResponse<String>> answer) {
        return answer.map(HttpResponse::statusCode)
                .filter(status -> status == OK || status == NOT_FOUND)
                .isPresent();
    }

    /** Empty when there was no answer 200. */
    Optional<JsonNode> get(int port, String path) throws InterruptedException {
        return body(exchange(request(port, path).GET()), OK);
    }

    private HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create(LOCAL + port + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key);
    }

    private Optional<HttpResponse<String>> exchange(HttpRequest.Builder request) throws InterruptedException {
        try {
            return Optional.of(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> body(Optional<HttpResponse<String>> answer, int wanted) {
        return answer.filter(response -> response.statusCode() == wanted).map(response -> {
            try {
                return JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
