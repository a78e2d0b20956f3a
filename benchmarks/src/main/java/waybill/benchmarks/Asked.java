package waybill.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks a running Waybill through its interface, as a client does, and takes the time. */
record Asked(HttpClient client, int port) {
    private static final Pattern CURSOR = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"data\":\\[\\{\"id\":\"([^\"]+)\"");

    /** How long one answer takes. */
    long nanos(String path) throws InterruptedException {
        long start = System.nanoTime();
        answer(path);
        return System.nanoTime() - start;
    }

    /** The path of a page so many pages on, or of the last there is. */
    String deep(String path, int pages) throws InterruptedException {
        var page = path;
        for (int i = 0; i < pages; i++) {
            var cursor = first(CURSOR, answer(page));
            if (cursor.isEmpty()) {
                return page;
            }
            page = path + "&cursor=" + cursor.get();
        }
        return page;
    }

    /** Of the message that a list shows first. */
    Optional<String> firstId(String path) throws InterruptedException {
        return first(ID, answer(path));
    }

    private String answer(String path) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                    .header("Authorization", "Bearer " + Account.API_KEY)
                    .build();
            var response = client.send(request, BodyHandlers.ofString(UTF_8));
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        "%s answered %d: %s".formatted(path, response.statusCode(), response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
