package waybill.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TallyTest {
    private static final int NO_PROCESS = Integer.MAX_VALUE;

    private final Tally tally = new Tally();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    @TempDir
    private Path directory;

    @Test
    void it_is_good_as_long_as_nothing_failed() {
        tally.addVerified(1_200);

        assertThat(tally.judge(out)).isTrue();

        tally.addFailed(2);

        assertThat(tally.judge(out)).isFalse();
        assertThat(printed.toString(UTF_8))
                .endsWith("1,200 acknowledged callbacks found, folded right; 2 requests failed%n".formatted());
    }

    @Test
    void whatever_a_server_refuses_under_load_counts() {
        var server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .routing(HttpRouting.builder()
                        .post(
                                "/busy",
                                (_, response) -> response.status(Status.SERVICE_UNAVAILABLE_503)
                                        .send("later")))
                .build()
                .start();
        var request = new SameRequest(CallbackRequests.post("/busy", "text/plain", "", ""));
        try (var child = Child.start(directory, Map.of(), List.of("-version"))) {
            new Server(child, server.port(), NO_PROCESS, tally)
                    .load(1, Duration.ofMillis(50), new Pace.Open(1_000, 1), request);
        } finally {
            server.stop();
        }

        assertThat(tally.judge(out)).isFalse();
        assertThat(printed.toString(UTF_8)).contains("50 requests failed");
    }

    @Test
    void a_send_that_is_not_accepted_ends_the_loop() {
        var stream = new SendStream(2);
        stream.answered(stream.next(0), 202);
        stream.answered(stream.next(0), 503);

        assertThatThrownBy(stream::requireAllAccepted).hasMessage("of 2 messages 1 were accepted");
    }
}
