package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.in.ReceiveDeliveryCallback.Result;
import waybill.application.port.out.CallbackAuthenticator.CallbackRequest;

/** What was made fast does what its plain definition does. */
class ShortcutsTest {
    private static final List<String> TEMPLATES =
            List.of("/a", "/a/", "/a/{id}", "/a/{id}/b", "/a/b", "/{id}", "/a/b/{id}", "/health/live");
    private static final List<String> PIECES =
            List.of("/", "/a", "/b", "a", "b", "//", "/health", "/live", "%2F", "{id}");

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_route_is_its_segments(int seed) {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            var path = new StringBuilder("/");
            for (int pieces = random.nextInt(5); pieces > 0; pieces--) {
                path.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            for (var template : TEMPLATES) {
                var route = Route.get(template, Route.Access.OPEN, call -> Reply.empty(204));
                var expected = bySegments(template, path.toString());

                assertThat(route.matches(path.toString()))
                        .as(template + " " + path)
                        .isEqualTo(expected.isPresent());
                expected.ifPresent(variable ->
                        assertThat(route.variable(path.toString()).orElse("")).isEqualTo(variable));
            }
        }
    }

    @Test
    void a_request_is_the_same_however_the_network_cuts_it() throws IOException {
        var requests = new ArrayList<CallbackRequest>();
        var api = new TestApi();
        api.receive = request -> {
            requests.add(request);
            return new Result.Stored();
        };
        var whole = "POST /callbacks/delivery-status/x?a=b HTTP/1.1\r\nHost: x:8080\r\nX-Two: 1\r\nX-Two:  2 \t\r\n"
                + "Content-Length: 3\r\n\r\na=b";
        try (var server = api.start();
                var client = new RawClient(server)) {
            for (int cut = 1; cut < whole.length(); cut++) {
                client.send(whole.substring(0, cut));
                client.send(whole.substring(cut));

                assertThat(client.receive().status()).isEqualTo(204);
            }
        }
        assertThat(requests).hasSize(whole.length() - 1);
        assertThat(requests.stream().distinct()).hasSize(1);
        assertThat(requests.getFirst().path()).isEqualTo("/callbacks/delivery-status/x");
        assertThat(requests.getFirst().query()).isEqualTo("a=b");
        assertThat(requests.getFirst().header("x-two")).containsExactly("1", "2");
    }

    @Test
    void answers_are_dated_and_say_their_length_unless_they_can_have_no_body() throws IOException {
        var api = new TestApi();
        try (var server = api.start()) {
            var stored = RawClient.post(server, "/callbacks/delivery-status", "a=b");
            var live = RawClient.call(server, "GET", "/health/live");

            assertThat(stored.header("date")).isEqualTo("Mon, 23 Nov 2026 10:00:00 GMT");
            assertThat(stored.headers()).doesNotContainKey("content-length");
            assertThat(live.header("date")).isEqualTo("Mon, 23 Nov 2026 10:00:00 GMT");
            assertThat(live.header("content-length")).isEqualTo("17");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "sms.example.com",
                "10.0.0.1:8080",
                "[::1]",
                "[2001:db8::1]:443",
                "x_y:1",
                "x:65535",
                "x:",
                "%41"
            })
    void a_host_may_have_a_port(String host) {
        assertThat(WireGrammar.isHost(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ":80", ":", "x::", "x:65536", "x:+1", "x:1:2", "a b", "a,b/", "x@y", "[::1", "::1", "[]", "[x]",
                "[::1]]", "[::1]x", "x[::1]", "%4", "a/b", "<a>"
            })
    void what_is_no_host_is_none(String host) {
        assertThat(WireGrammar.isHost(host)).isFalse();
    }

    /** What stands where the template has its variable, empty where it has none; nothing when the path is not its own. */
    private static Optional<String> bySegments(String template, String path) {
        var expected = template.split("/", -1);
        var segments = path.split("/", -1);
        var variable = "";
        for (int i = 0; i < Math.min(expected.length, segments.length); i++) {
            if (expected[i].startsWith("{") && !segments[i].isEmpty()) {
                variable = segments[i];
                segments[i] = expected[i];
            }
        }
        return Arrays.equals(expected, segments) ? Optional.of(variable) : Optional.empty();
    }
}
