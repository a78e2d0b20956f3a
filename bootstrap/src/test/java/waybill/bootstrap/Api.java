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
import java.util.Set;
import java.util.UUID;

/** A caller of a running Waybill, or of the simulator. */
record Api(URI base, String key) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final String SENDER = "+14155550100";
    private static final int TRIES = 20;

    /** The first try is not decided yet; the database did not answer in time. */
    private static final Set<Integer> MAY_PASS = Set.of(409, 503);

    static Api at(int port, String key) {
        return new Api(URI.create("http://127.0.0.1:" + port), key);
    }

    HttpResponse<String> post(String path, String body, Map<String, String> headers) {
        var request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    HttpResponse<String> trySend(String to) {
        return post("/v1/messages", body(SENDER, to), Map.of("Content-Type", "application/json"));
    }

    /** Sends a message and returns its id; on a machine busy with other tests it may take more than one try. */
    String send(String to) {
        return send(SENDER, to);
    }

    String send(String from, String to) {
        var headers = Map.of(
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                UUID.randomUUID().toString());
        var body = body(from, to);
        var response = post("/v1/messages", body, headers);
        for (int attempt = 1; attempt < TRIES && MAY_PASS.contains(response.statusCode()); attempt++) {
            response = post("/v1/messages", body, headers);
        }
        if (response.statusCode() != 202) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return json(response.body()).path("id").asText();
    }

    private static String body(String from, String to) {
        return "{\"from\":\"%s\",\"to\":\"%s\",\"text\":\"Your code is 4711\"}".formatted(from, to);
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
