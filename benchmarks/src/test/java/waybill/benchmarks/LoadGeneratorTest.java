package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class LoadGeneratorTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SLOW = Duration.ofMillis(50);

    private final AtomicInteger received = new AtomicInteger();
    private final WebServer server = WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .routing(HttpRouting.builder()
                    .post("/empty", (request, response) -> {
                        received.incrementAndGet();
                        request.content().as(byte[].class);
                        response.status(Status.NO_CONTENT_204).send();
                    })
                    .post("/slow", (request, response) -> {
                        request.content().as(byte[].class);
                        Thread.sleep(SLOW);
                        response.status(Status.NO_CONTENT_204).send();
                    })
                    .post("/busy", (request, response) -> {
                        request.content().as(byte[].class);
                        response.status(Status.SERVICE_UNAVAILABLE_503).send("later");
                    }))
            .build()
            .start();

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void a_closed_loop_counts_every_answer_once() {
        var measured = LoadGenerator.run(server.port(), 4, SHORT, new Pace.Closed(), requests("/empty"));

        assertThat(measured.done()).isPositive().isEqualTo(received.get());
        assertThat(measured.failed()).isZero();
        assertThat(measured.latencies().size()).isEqualTo(measured.done());
        assertThat(measured.cpu().generator()).isPositive();
    }

    @Test
    void an_answer_that_does_not_acknowledge_is_a_failure_and_the_connection_goes_on() {
        var measured = LoadGenerator.run(server.port(), 1, LONG, new Pace.Closed(), sixRequests("/busy", 1));

        assertThat(measured.done()).isZero();
        assertThat(measured.failed()).isEqualTo(6);
    }

    @Test
    void an_open_loop_sends_as_many_as_were_intended() {
        var measured = LoadGenerator.run(server.port(), 4, SHORT, new Pace.Open(200, 4), requests("/empty"));

        assertThat(measured.done()).isEqualTo(60);
    }

    @Test
    void an_open_loop_sends_what_was_intended_to_a_server_that_cannot_keep_up_too() {
        var measured = LoadGenerator.run(server.port(), 4, SHORT, new Pace.Open(200, 4), requests("/slow"));

        assertThat(measured.done()).isEqualTo(60);
        // The last of a connection's fifteen is intended at 280 ms or a little later, and answered at 750 ms at the
        // earliest.
        assertThat(measured.latencies().millis(1)).isGreaterThan(8.0 * SLOW.toMillis());
    }

    @Test
    void it_ends_when_nothing_is_left_to_send() {
        var measured = LoadGenerator.run(server.port(), 3, LONG, new Pace.Closed(), sixRequests("/empty", 3));

        assertThat(measured.done()).isEqualTo(6);
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void a_server_that_says_nothing_is_given_up_however_much_time_there_is() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var measured = LoadGenerator.run(
                    silent.getLocalPort(), 2, Duration.ofDays(1), new Pace.Closed(), requests("/empty"), SHORT);

            assertThat(measured.done()).isZero();
            assertThat(measured.failed()).isEqualTo(2);
        }
    }

    private static Requests sixRequests(String path, int connections) {
        var requests = new byte[6][];
        Arrays.fill(requests, CallbackRequests.post(path, "text/plain", "", "body"));
        return ReportStream.backToBack(new Corpus(0, 1, 2), requests, connections);
    }

    private static Requests requests(String path) {
        return new SameRequest(CallbackRequests.post(path, "text/plain", "", "body"));
    }
}
