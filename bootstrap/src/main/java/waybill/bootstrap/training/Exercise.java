package waybill.bootstrap.training;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a Waybill does on a common day, in short: sends, their callbacks, and questions about them. */
final class Exercise {
    private static final int MESSAGES = 300;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final String key;

    Exercise(int port, String key) {
        this.port = port;
        this.key = key;
    }

    void run() throws IOException, InterruptedException {
        var location = "";
        for (int i = 0; i < MESSAGES; i++) {
            location = send(i);
        }
        awaitDelivered();
        ask(location);
        ask(location + "/timeline");
        ask("/v1/orphan-reports");
        ask("/health/ready");
        ask("/metrics");
        ask("/openapi.json");
    }

    private String send(int number) throws IOException, InterruptedException {
        var body = "{\"from\":\"+14155550100\",\"to\":\"+1415555%04d\",\"text\":\"Your code is %d\"}"
                .formatted(number, number);
        var request = request("/v1/messages")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "training-" + number)
                .POST(BodyPublishers.ofString(body))
                .build();
        var response = client.send(request, BodyHandlers.discarding());
        if (response.statusCode() != ACCEPTED) {
            throw new IOException("a send was answered " + response.statusCode());
        }
        return response.headers().firstValue("Location").orElseThrow();
    }

    /** Until all have their last callback. */
    private void awaitDelivered() throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (delivered() < MESSAGES) {
            if (System.nanoTime() > end) {
                throw new IOException("only %d of %d messages were delivered".formatted(delivered(), MESSAGES));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private int delivered() throws IOException, InterruptedException {
        return ask("/v1/messages?status=delivered&limit=500").split("\"id\":", -1).length - 1;
    }

    private String ask(String path) throws IOException, InterruptedException {
        var response = client.send(request(path).GET().build(), BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new IOException("%s was answered %d".formatted(path, response.statusCode()));
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + key);
    }
}
