package waybill.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server that answers each connection once, with what it is told to. */
class WireTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final byte[] REQUEST = CallbackRequests.post("/", "text/plain", "", "");

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||, has no Content-Length",
        "HTTP/1.1 200 OK|X-Content-Length: 0||, has no Content-Length",
        "HTTP/1.1 100 Continue||, 'is only an interim one, 100'",
        "HTTP/1.1 200 OK|Content-Length: 99999999999||, is longer than 16384 bytes"
    })
    void an_answer_of_another_form_ends_the_run_with_a_sentence(String answer, String why) {
        answerEach(answer.replace("|", "\r\n") + "x".repeat(20_000));

        assertThatThrownBy(() -> run(new Pace.Closed()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("an answer is not understood: it " + why);
    }

    @Test
    void a_head_that_does_not_end_is_not_waited_for() {
        answerEach("HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000));

        assertThatThrownBy(() -> run(new Pace.Closed())).hasMessageContaining("is longer than 16384 bytes");
    }

    @Test
    void what_the_timetable_had_for_a_connection_that_broke_has_failed() {
        answerEach("");

        var measured = run(new Pace.Open(200, 4));

        assertThat(measured.done()).isZero();
        assertThat(measured.failed()).isEqualTo(60);
    }

    private Measured run(Pace pace) {
        return LoadGenerator.run(server.getLocalPort(), 4, SHORT, pace, new SameRequest(REQUEST));
    }

    /** And closes it. */
    private void answerEach(String answer) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    socket.getInputStream().readNBytes(REQUEST.length);
                    socket.getOutputStream().write(answer.getBytes(US_ASCII));
                } catch (IOException _) {
                    // The next one, if there is any.
                }
            }
        });
    }
}
