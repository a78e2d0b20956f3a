package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests and answers begin and end, for clients that are honest but particular. */
@SuppressWarnings("StringConcatToTextBlock") // The ends of lines are what matters here, and a text block hides them.
class FramingTest {
    private static final String CALLBACK = "POST /callbacks/delivery-status HTTP/1.1\r\nHost: x\r\n";

    private final TestApi api = new TestApi();

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
}
