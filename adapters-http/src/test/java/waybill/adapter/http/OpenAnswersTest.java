package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is answered to those who hold no key. */
class OpenAnswersTest {
    private static final int LONGEST_QUERY = 8_100;

    /** What {@link RequestMemory} reckons with. */
    @Test
    void whoever_holds_no_key_is_answered_with_little_whatever_is_asked() throws IOException {
        var api = new TestApi();
        try (var server = api.start();
                var acts = new TimeLimit(api.limits.work(), 1)) {
            for (var route : HttpServer.routes(api.config(), api.api(), acts)) {
                for (var query : List.of("&", "a&", "a=%ff&", "%5C".repeat(64) + "&", "%3C".repeat(64) + "=1&")) {
                    var target = route.template() + "?"
                            + query.repeat((LONGEST_QUERY - route.template().length()) / query.length());

                    var answer = RawClient.call(
                            server,
                            route.method() + " " + target.replaceAll("[{}]", "") + " HTTP/1.1\r\nHost: x\r\n\r\n");

                    assertThat(answer.text())
                            .as(target.substring(0, 100))
                            .hasSizeLessThan(RequestMemory.MOST_OF_OPEN_ANSWER);
                }
            }
        }
    }
}
