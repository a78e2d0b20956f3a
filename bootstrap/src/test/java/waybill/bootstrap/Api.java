package waybill.bootstrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** A caller of a running Waybill, or of the simulator. */
record Api(URI base, String key) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    static Api at(int port, String key) {
        return new Api(URI.create("http://127.0.0.1:" + port), key);
    }

    HttpResponse<String> post(String path, String body, Map<String, String> headers) {
        var request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    HttpResponse<String> trySend(String to) {
        var body = "{\"from\":\"+14155550100\",\"to\":\"%s\",\"text\":\"Your code is 4711\"}".formatted(to);
        return post("/v1/messages", body, Map.of("Content-Type", "application/json"));
    }

    /** Sends a message and returns its id. */
    String send(String to) {
        var response = trySend(to);
        if (response.statusCode() != 202) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return json(response.body()).path("id").asText();
    }

    JsonNode get(String path) {
        return json(send(request(path).GET()).body());
    }

    String text(String path) {
        return send(request(path).GET()).body();
    }

    int status(String path) {
        return send(request(path).GET()).statusCode();
    }

    JsonNode message(String id) {
        return get("/v1/messages/" + id);
    }

    JsonNode timeline(String id) {
        return get("/v1/messages/" + id + "/timeline");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
