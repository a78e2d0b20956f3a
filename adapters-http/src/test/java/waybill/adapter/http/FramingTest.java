package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.adapter.http.HttpConfig.Limits;

/** Where requests and answers begin and end, for clients that are honest but particular. */
@SuppressWarnings("StringConcatToTextBlock") // The ends of lines are what matters here, and a text block hides them.
class FramingTest {
    /** Longer than a head takes to come on a slow machine. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String CALLBACK = "POST /callbacks/delivery-status HTTP/1.1\r\nHost: x\r\n";
    private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";

    private final TestApi api = new TestApi();

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r\n\r\n", "\r"})
    void an_empty_line_after_a_body_begins_no_request(String emptyLine) throws IOException {
        api.limits = TestApi.limits(SHORT, LONG, LONG, LONG, LONG);
        try (var server = api.start();
                var client = new RawClient(server)) {
            client.send(CALLBACK + "Content-Length: 5\r\n\r\nhello" + emptyLine);
            assertThat(client.receive().status()).isEqualTo(204);
            int patience = client.socket().getSoTimeout();
            client.socket().setSoTimeout((int) SHORT.toMillis() * 3 / 2);

            assertThat(client.isSilent()).isTrue();
            client.socket().setSoTimeout(patience);
            client.send((emptyLine.endsWith("\n") ? "" : "\n") + LIVE);
            assertThat(client.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void a_stop_does_not_wait_for_what_an_empty_line_might_begin() throws IOException {
        api.limits = new Limits(LONG, LONG, LONG, LONG, LONG, LONG, Duration.ofSeconds(10), 10, 10);
        var server = api.start();
        try (var client = new RawClient(server)) {
            client.send(CALLBACK + "Content-Length: 5\r\n\r\nhello\r\n");
            client.receive();
            long begin = System.nanoTime();
            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void empty_lines_without_end_are_refused() throws IOException {
        try (var server = api.start()) {
            MessageRoutesTest.assertProblem(RawClient.call(server, "\r\n".repeat(3) + LIVE), 400, "malformed_request");
            MessageRoutesTest.assertProblem(RawClient.call(server, "\r\r\n" + LIVE), 400, "malformed_request");
            MessageRoutesTest.assertProblem(RawClient.call(server, "\n" + LIVE), 400, "malformed_request");
        }
    }

    @Test
    void a_refused_head_has_no_content() throws IOException {
        try (var server = api.start()) {
            assertHeadAlone(server, "HEAD /health/live HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\n\r\n", 415);
            assertHeadAlone(server, "HEAD /health/live HTTP/1.1\r\n\r\n", 400);
            assertHeadAlone(server, "HEAD /health/live HTTP/1.1\r\nHost: x\r\nno field\r\n\r\n", 400);
            assertHeadAlone(server, "HEAD /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n", 414);
            assertHeadAlone(server, LIVE + "HEAD /%zz HTTP/1.1\r\nHost: x\r\n\r\n", 400);
        }
    }

    @Test
    void a_head_that_comes_too_late_is_refused_without_content() throws IOException {
        api.limits = TestApi.limits(SHORT, LONG, LONG, LONG, LONG);
        try (var server = api.start()) {
            assertHeadAlone(server, "HEAD /health/live HTTP/1.1\r\nHost: ", 408);
        }
    }

    @Test
    void what_follows_a_head_is_refused_with_content() throws IOException {
        try (var server = api.start();
                var client = new RawClient(server)) {
            client.send("HEAD /health/live HTTP/1.1\r\nHost: x\r\n\r\nnonsense\r\n\r\n");
            client.receiveHead();

            MessageRoutesTest.assertProblem(client.receive(), 400, "malformed_request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x:", "x:80", "[::1]:", "127.0.0.1:"})
    void a_port_may_be_empty(String host) throws IOException {
        try (var server = api.start()) {
            var response = RawClient.call(server, "GET /health/live HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(host));

            assertThat(response.status()).isEqualTo(200);
        }
    }

    @Test
    void zeros_may_lead_the_size_of_a_chunk() throws IOException {
        try (var server = api.start()) {
            var response = RawClient.call(
                    server,
                    CALLBACK + "Transfer-Encoding: chunked\r\n\r\n" + "0".repeat(200) + "5\r\nhello\r\n"
                            + "000000000000\r\n\r\n");

            assertThat(response.status()).isEqualTo(204);
        }
    }

    @Test
    void a_chunk_of_any_size_beyond_the_limit_is_too_large() throws IOException {
        try (var server = api.start()) {
            for (var size : new String[] {"10001", "ffffffff", "100000000", "f".repeat(200)}) {
                MessageRoutesTest.assertProblem(
                        RawClient.call(server, CALLBACK + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n"),
                        413,
                        "payload_too_large");
            }
        }
    }

    private static void assertHeadAlone(HttpServer server, String request, int status) throws IOException {
        try (var client = new RawClient(server)) {
            client.send(request);
            if (request.startsWith("GET")) {
                client.receive();
            }
            var response = client.receiveHead();

            assertThat(response.status()).isEqualTo(status);
            assertThat(response.header("content-type")).isEqualTo("application/problem+json");
            assertThat(client.isCut()).isTrue();
        }
    }
}
