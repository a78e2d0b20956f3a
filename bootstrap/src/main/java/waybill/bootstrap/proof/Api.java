package waybill.bootstrap.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** A caller of Waybill and of the simulator. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final String key;

    Api(String key) {
        this.key = key;
    }

    /** Sends a message; returns the id it was accepted under, and empty for any other answer or none. */
    Optional<String> send(int port, String to, String idempotencyKey) throws InterruptedException {
        var body = "{\"from\":\"+14155550100\",\"to\":\"%s\",\"text\":\"%s\"}".formatted(to, idempotencyKey);
        var request = request(port, "/v1/messages")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body));
        return call(request, 202).map(answer -> answer.path("id").asText());
    }

    /** Empty when there was no answer 200. */
    Optional<JsonNode> get(int port, String path) throws InterruptedException {
        return call(request(port, path).GET(), 200);
    }

    private HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key);
    }

    private Optional<JsonNode> call(HttpRequest.Builder request, int wanted) throws InterruptedException {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return response.statusCode() == wanted ? Optional.of(JSON.readTree(response.body())) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
