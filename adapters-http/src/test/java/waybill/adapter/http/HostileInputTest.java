package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import waybill.application.port.in.ReceiveDeliveryCallback.Result;

/** Bytes that are no honest request, over a bare socket. */
@SuppressWarnings("StringConcatToTextBlock") // The ends of lines are what matters here, and a text block hides them.
class HostileInputTest {
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final List<String> TARGETS = List.of(
            "POST /v1/messages",
            "GET /v1/messages",
            "GET /v1/messages/" + Samples.ID,
            "GET /v1/messages/" + Samples.ID + "/timeline",
            "GET /v1/orphan-reports",
            "GET /v1/lost-callbacks",
            "POST /callbacks/delivery-status",
            "POST /callbacks/delivery-status/" + Samples.ID,
            "GET /health/live",
            "GET /health/ready",
            "GET /metrics",
            "GET /openapi.json",
            "GET /nowhere");

    private final AtomicInteger received = new AtomicInteger();
    private final HttpServer server;

    HostileInputTest() {
        var api = new TestApi();
        api.receive = request -> {
            received.incrementAndGet();
            return new Result.Stored();
        };
        server = api.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** What follows the request line and the Host header, up to the end of the connection. */
    static final List<String> BAD_FRAMINGS = List.of(
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
            "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + SMUGGLED,
            "Content-Length: 0\r\nContent-Length: 43\r\n\r\n" + SMUGGLED,
            "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello" + SMUGGLED,
            "Content-Length: 0, 43\r\n\r\n" + SMUGGLED,
            "Content-Length: +5\r\n\r\nhello" + SMUGGLED,
            "Content-Length: -1\r\n\r\n" + SMUGGLED,
            "Content-Length: 0x10\r\n\r\n" + SMUGGLED,
            "Content-Length: 5 5\r\n\r\nhello" + SMUGGLED,
            "Content-Length:\r\n\r\n" + SMUGGLED,
            "Content-Length: 9999999999999999999999\r\n\r\n" + SMUGGLED,
            "Content-Length: 999999999999\r\n\r\n" + SMUGGLED,
            "Content-Length: \u0661\r\n\r\n" + SMUGGLED,
            "Content-Length : 5\r\n\r\nhello" + SMUGGLED,
            "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
            "Transfer-Encoding: identity\r\n\r\n" + SMUGGLED,
            "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
            "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
            "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
            "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
            " Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
            "X: y\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
            "X: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
            "X: y\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
            "X: y\n\n" + SMUGGLED,
            "X: a\0b\r\n\r\n",
            "X: a\u0001b\r\n\r\n",
            "X\0: ab\r\n\r\n",
            "No-Colon\r\n\r\n",
            ": no name\r\n\r\n",
            "b\u00e4d: name\r\n\r\n",
            "Host: twice\r\n\r\n",
            "Expect: a-miracle\r\nContent-Length: 5\r\n\r\nhello",
            "X: " + "x".repeat(20_000) + "\r\n\r\n",
            "X: y\r\n".repeat(5_000) + "\r\n",
            "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n" + SMUGGLED,
            "Transfer-Encoding: chunked\r\n\r\n+5\r\nhello\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n5 5\r\nhello\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            "Transfer-Encoding: chunked\r\n\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
            "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloworld\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n5\nhello\n0\n\n",
            "Transfer-Encoding: chunked\r\n\r\n5;" + "x".repeat(1_000) + "\r\nhello\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n" + ("1;" + "x".repeat(200) + "\r\na\r\n").repeat(4_000) + "0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n" + "1\r\na\r\n".repeat(70_000) + "0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n0\r\n" + "X: y\r\n".repeat(1_000) + "\r\n",
            "Content-Length: 65537\r\n\r\n" + "x".repeat(65_537),
            "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello");

    @ParameterizedTest
    @FieldSource("BAD_FRAMINGS")
    void what_could_be_read_in_two_ways_is_refused_and_ends_the_connection_on_every_route(String rest)
            throws IOException {
        for (var target : TARGETS) {
            Farewell.within(() -> assertRefusedAndCut(
                    target + " HTTP/1.1\r\nAuthorization: Bearer " + TestApi.KEY + "\r\nHost: x\r\n" + rest));
        }
        assertThat(received).hasValue(0);
    }

    static final List<String> BAD_HEADS = List.of(
            "nonsense\r\n\r\n",
            "\r\n\r\n\r\n\r\n\r\n",
            "GET\r\n\r\n",
            "GET /health/live\r\n\r\n",
            "GET  /health/live HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /health/live HTTP/1.1 \r\nHost: x\r\n\r\n",
            " GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET\t/health/live\tHTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /health/live HTTP/1.2\r\nHost: x\r\n\r\n",
            "GET /health/live HTTP/2.0\r\nHost: x\r\n\r\n",
            "GET /health/live HTTP/0.9\r\nHost: x\r\n\r\n",
            "GET /health/live http/1.1\r\nHost: x\r\n\r\n",
            "GET /health/live HTTP/1.1\r\n\r\n",
            "GET /health/live HTTP/1.1\r\nHost:\r\n\r\n",
            "GET /health/live HTTP/1.1\r\nHost: a:b:c\r\n\r\n",
            "GET /health/live HTTP/1.1\r\nHost: x:99999999999\r\n\r\n",
            "GET /health/live HTTP/1.1\r\nHost: <script>\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
            "CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET http://x/health/live HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET health/live HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /% HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /%4 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /v1/messages?to=%zz HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /a#b HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /<script>alert(1)</script> HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /\"quote HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /\\..\\.. HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /\u00e9 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /health/live HTTP/1.1\nHost: x\n\n",
            "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "A".repeat(100_000),
            "GE\u0001T / HTTP/1.1\r\nHost: x\r\n\r\n",
            "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003" + "\u0011".repeat(200));

    @ParameterizedTest
    @FieldSource("BAD_HEADS")
    void what_is_no_request_is_refused_and_ends_the_connection(String request) throws IOException {
        Farewell.within(() -> assertRefusedAndCut(request));
    }

    @Test
    void a_target_of_any_well_formed_shape_is_answered() throws IOException {
        for (var target : List.of(
                "/%00",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fetc%2fpasswd",
                "/../../etc/passwd",
                "//",
                "/;;;",
                "/v1/messages/%00",
                "/v1/messages/%C3%28",
                "/v1/messages/" + "a".repeat(7_000),
                "/health/live/%ff",
                "/?" + "a=b&".repeat(1_500))) {
            for (var method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO")) {
                var response = RawClient.call(server, method, target);

                assertThat(response.status()).as(method + " " + target).isIn(404, 405);
            }
        }
        // With an id, and a signature that is said to hold: whatever the id is.
        assertThat(RawClient.post(server, "/callbacks/delivery-status/%00", "").status())
                .isEqualTo(204);
    }

    @Test
    void a_request_that_breaks_off_reaches_nobody() throws IOException {
        var whole = "POST /callbacks/delivery-status HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
        for (int length = 1; length < whole.length(); length++) {
            try (var client = new RawClient(server)) {
                client.send(whole.substring(0, length));
                client.endOutput();

                assertThat(client.isCut()).as("after %d bytes", length).isTrue();
            }
        }
        assertThat(received).hasValue(0);
    }

    @Test
    void a_body_that_nobody_reads_is_not_the_next_request() throws IOException {
        try (var client = new RawClient(server)) {
            client.send(
                    "POST /v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n".formatted(SMUGGLED.length())
                            + SMUGGLED + "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
            var unauthorized = client.receive();
            var live = client.receive();

            assertThat(unauthorized.status()).isEqualTo(401);
            assertThat(live.text()).isEqualTo("{\"status\":\"live\"}");
        }
        try (var client = new RawClient(server)) {
            client.send("GET /nowhere HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n"
                            .formatted(SMUGGLED.length())
                    + SMUGGLED + "\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.receive().status()).isEqualTo(404);
            assertThat(client.receive().text()).isEqualTo("{\"status\":\"live\"}");
        }
    }

    @Test
    void who_sends_too_much_can_finish_and_read_why_it_was_refused() throws IOException {
        Farewell.within(() -> {
            try (var client = new RawClient(server)) {
                client.send("POST /callbacks/delivery-status HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n");
                for (int i = 0; i < 4_000; i++) {
                    client.send("x".repeat(1_000));
                }

                MessageRoutesTest.assertProblem(client.receive(), 413, "payload_too_large");
            }
        });
    }

    @Test
    void a_hundred_pipelined_requests_are_answered_in_order() throws IOException {
        try (var client = new RawClient(server)) {
            var requests = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                requests.append(
                        i % 2 == 0
                                ? RawClient.post("/v1/messages", Samples.BODY.replace("4711", "n" + i))
                                : RawClient.head("GET", "/v1/messages?limit=" + i) + "\r\n");
            }
            client.send(requests.toString());

            for (int i = 0; i < 100; i++) {
                var response = client.receive();
                assertThat(response.status()).isEqualTo(i % 2 == 0 ? 202 : 200);
                assertThat(response.text()).contains(i % 2 == 0 ? "is n" + i + "\"" : "\"data\":[]");
            }
        }
    }

    @Test
    void an_expectation_is_met_and_the_body_taken() throws IOException {
        try (var client = new RawClient(server)) {
            client.send("POST /callbacks/delivery-status HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\n"
                    + "Content-Length: 5\r\n\r\n");
            assertThat(client.receive().status()).isEqualTo(100);
            client.send("hello");

            assertThat(client.receive().status()).isEqualTo(204);
        }
        try (var client = new RawClient(server)) {
            client.send("POST /callbacks/delivery-status HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 70000\r\n\r\n");

            assertThat(client.receive().status()).isEqualTo(413);
        }
    }

    @Test
    void an_upgrade_is_not_taken_up() throws IOException {
        var response = RawClient.call(
                server,
                "GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                        + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");

        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void http_1_0_is_answered_and_the_connection_ended() throws IOException {
        for (var head : List.of(
                "GET /health/live HTTP/1.0\r\n\r\n",
                "GET /health/live HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: TE, Close\r\n\r\n",
                "\r\nGET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) {
            try (var client = new RawClient(server)) {
                client.send(head);

                assertThat(client.receive().status()).isEqualTo(200);
                assertThat(client.isCut()).isTrue();
            }
        }
    }

    private void assertRefusedAndCut(String request) throws IOException {
        try (var client = new RawClient(server)) {
            sendAsFarAsTaken(client, request.getBytes(StandardCharsets.UTF_8));
            client.endOutput();
            var response = client.receiveUnlessCut();

            assertThat(response)
                    .as(request.substring(0, Math.min(request.length(), 200)))
                    .isPresent();
            assertThat(response.get().status()).isBetween(400, 499);
            assertThat(response.get().header("content-type")).isEqualTo("application/problem+json");
            assertThat(response.get().header("connection")).isEqualTo("close");
            assertThat(response.get().text()).doesNotContain("script").doesNotContain("xception");
            assertThat(response.get().json().get("code").asText()).isNotEmpty();
            assertThat(client.isCut()).isTrue();
        }
    }

    private static void sendAsFarAsTaken(RawClient client, byte[] request) {
        try {
            client.send(request);
        } catch (IOException e) {
            // Cut while we were sending; the answer is there all the same, or the test fails for want of it.
        }
    }
}
