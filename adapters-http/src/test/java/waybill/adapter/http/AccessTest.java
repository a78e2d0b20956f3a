package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final List<String> KEYED = List.of(
            "GET /v1/messages",
            "POST /v1/messages",
            "GET /v1/messages/" + Samples.ID,
            "HEAD /v1/messages/" + Samples.ID,
            "GET /v1/messages/" + Samples.ID + "/timeline",
            "GET /v1/orphan-reports",
            "GET /v1/lost-callbacks",
            "DELETE /v1/messages",
            "GET /metrics",
            "GET /openapi.json");

    private final HttpServer server = new TestApi().start();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Authorization: Bearer\r\n",
                "Authorization: Bearer \r\n",
                "Authorization: Bearer wrong-key-0123456789-abcdefgh\r\n",
                "Authorization: Bearer " + TestApi.KEY + "x\r\n",
                "Authorization: Bearer " + TestApi.KEY + "\u00e9\r\n",
                "Authorization: " + TestApi.KEY + "\r\n",
                "Authorization: Basic " + TestApi.KEY + "\r\n",
                "Authorization: Bearer " + TestApi.KEY + "\r\nAuthorization: Bearer " + TestApi.KEY + "\r\n",
            })
    void no_route_of_the_api_opens_without_its_key(String headers) throws IOException {
        for (var route : KEYED) {
            try (var client = new RawClient(server)) {
                client.send("%s HTTP/1.1\r\nHost: x\r\n%s\r\n".formatted(route, headers));
                var response = client.receiveHead();

                assertThat(response.status()).as(route).isEqualTo(401);
                assertThat(response.header("www-authenticate")).isEqualTo("Bearer");
            }
        }
    }

    @Test
    void every_configured_key_opens_and_the_scheme_is_in_any_case() throws IOException {
        for (var credentials : List.of("Bearer " + TestApi.KEY, "bearer " + TestApi.OTHER_KEY)) {
            var response = RawClient.call(
                    server, "GET /v1/messages HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n\r\n".formatted(credentials));

            assertThat(response.status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready"})
    void health_is_open(String target) throws IOException {
        var response = RawClient.call(server, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(target));

        assertThat(response.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/../v1/messages",
                "/callbacks/../v1/messages",
                "/health/live/../../v1/messages",
                "/health/live;/../../v1/messages",
                "/health/%2e%2e/v1/messages",
                "//v1/messages",
                "/v1/messages?/health/live",
            })
    void no_spelling_of_a_path_slips_past_the_key(String target) throws IOException {
        var response = RawClient.call(server, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(target));

        assertThat(response.status()).isIn(401, 404);
    }

    @Test
    void another_method_is_405_and_says_which_are_allowed() throws IOException {
        var list = RawClient.call(server, "DELETE", "/v1/messages");
        var callback = RawClient.call(server, "GET", "/callbacks/delivery-status");
        var health = RawClient.call(server, "POST", "/health/live");
        var odd = RawClient.call(server, "get", "/health/live");

        MessageRoutesTest.assertProblem(list, 405, "method_not_allowed");
        assertThat(list.header("allow")).isEqualTo("GET, HEAD, POST");
        assertThat(callback.header("allow")).isEqualTo("POST");
        assertThat(health.header("allow")).isEqualTo("GET, HEAD");
        assertThat(odd.status()).isEqualTo(400);
    }

    @Test
    void a_head_is_the_head_of_what_would_be_got() throws IOException {
        try (var client = new RawClient(server)) {
            client.send(RawClient.head("HEAD", "/health/live") + "\r\n");
            var head = client.receiveHead();
            client.send(RawClient.head("GET", "/health/live") + "\r\n");
            var got = client.receive();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-length")).isEqualTo(got.header("content-length"));
            assertThat(got.text()).isEqualTo("{\"status\":\"live\"}");
        }
    }

    @Test
    void answers_are_not_cached_or_guessed_at_and_name_no_server() throws IOException {
        for (var response : List.of(
                RawClient.call(server, "GET", "/v1/messages"),
                RawClient.call(server, "GET", "/nowhere"),
                RawClient.call(server, "nonsense\r\n\r\n"))) {
            assertThat(response.header("cache-control")).isEqualTo("no-store");
            assertThat(response.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(response.headers()).doesNotContainKey("server");
        }
    }

    @Test
    void a_short_key_is_not_taken() {
        var limits = HttpConfig.Limits.DEFAULT;

        assertThatThrownBy(() -> new HttpConfig("127.0.0.1", 0, List.of("x".repeat(23)), 204, limits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("xxx");
        assertThat(new HttpConfig("127.0.0.1", 0, List.of("x".repeat(24)), 204, limits).toString())
                .doesNotContain("xxx");
    }
}
