package waybill.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;

/** A client of the API that does nothing clever. */
final class Client implements AutoCloseable {

    static final String AUTH_ID = "MA1234567890ABCDEFGH";
    static final String TOKEN = "first-token";
    static final String OTHER_TOKEN = "second-token";
    static final String FROM = "+14155550100";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PlivoSimulator simulator;

    record Answer(int status, String contentType, String body, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError(body, e);
            }
        }

        String uuid() {
            return json().at("/message_uuid/0").asText();
        }
    }

    Client(PlivoSimulator simulator) {
        this.simulator = simulator;
    }

    static SimulatorConfig config() {
        return SimulatorConfig.account(AUTH_ID, TOKEN, OTHER_TOKEN).withTimeScale(100);
    }

    static ObjectNode message(String to) {
        return JSON.createObjectNode().put("src", FROM).put("dst", to).put("text", "Your code is 4711");
    }

    static ObjectNode message(String to, String url) {
        return message(to).put("url", url);
    }

    String path() {
        return "/v1/Account/" + AUTH_ID + "/Message/";
    }

    Answer send(ObjectNode message) throws IOException, InterruptedException {
        return post(path(), "application/json", message.toString());
    }

    Answer post(String path, String contentType, String body) throws IOException, InterruptedException {
        return exchange(request(path)
                .header("Authorization", basic(AUTH_ID, TOKEN))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer get(String path) throws IOException, InterruptedException {
        return exchange(request(path).header("Authorization", basic(AUTH_ID, TOKEN)));
    }

    Answer exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        var contentType = response.headers().firstValue("Content-Type").orElse("");
        return new Answer(response.statusCode(), contentType, response.body(), response);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(simulator.baseUrl() + path));
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    @Override
    public void close() {
        client.close();
    }
}
