package waybill.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that answers each request with the bytes it is given, whatever they are. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectionsTest {

    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";
    private static final byte[] REQUEST = "POST / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);
    private static final String CUT = "cut";
    private static final Duration LIMIT = Duration.ofMillis(500);

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Origin origin = new Origin(false, "127.0.0.1", server.getLocalPort());
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Connections connections = new Connections(Duration.ofSeconds(60), 100);

    ConnectionsTest() throws IOException {
        Thread.startVirtualThread(this::accept);
    }

    @AfterEach
    void close() throws IOException {
        connections.close();
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NO_CONTENT,
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200\r\ncontent-length:0\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nX: y\r\n\r\n",
                "HTTP/1.1 200 OK\nContent-Length: 0\n\n"
            })
    void an_answer_that_is_whole_leaves_the_connection_for_the_next(String answer) throws Exception {
        answers.add(answer);
        answers.add("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");

        int first = connections.exchange(origin, REQUEST);
        int second = connections.exchange(origin, REQUEST);

        assertThat(first).isEqualTo(Integer.parseInt(answer.replaceAll("(?s).*HTTP/1.1 (\\d{3}).*", "$1")));
        assertThat(second).isEqualTo(503);
        assertThat(sockets).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\nuntil the end"
            })
    void an_answer_that_is_the_last_ends_the_connection(String answer) throws Exception {
        answers.add(answer);
        answers.add(NO_CONTENT);

        assertThat(connections.exchange(origin, REQUEST)).isEqualTo(200);
        assertThat(connections.exchange(origin, REQUEST)).isEqualTo(204);
        assertThat(sockets).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "never",
            value = {
                "SSH-2.0-OpenSSH",
                "HTTP/1.1 abc",
                "HTTP/1.1",
                "''",
                "HTTP/1.1 200 OK",
                "HTTP/1.1 200 OK|Content-Length: x||"
            })
    void what_is_no_answer_fails_and_is_not_asked_again(String answer) {
        answers.add(answer.replace("|", "\r\n") + CUT);

        assertThatThrownBy(() -> connections.exchange(origin, REQUEST))
                .isInstanceOfAny(IOException.class, NumberFormatException.class);
        assertThat(requests).hasValue(1);
    }

    @Test
    void what_was_closed_meanwhile_is_not_used_again() throws Exception {
        answers.add(NO_CONTENT + CUT);
        answers.add(NO_CONTENT);
        connections.exchange(origin, REQUEST);
        await().until(() -> ended.get() == 1);

        assertThat(connections.exchange(origin, REQUEST)).isEqualTo(204);
        assertThat(sockets).hasSize(2);
    }

    @Test
    void an_answer_that_nobody_asked_for_is_not_taken_for_the_next() throws Exception {
        answers.add(NO_CONTENT.repeat(3));
        answers.add("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");

        assertThat(connections.exchange(origin, REQUEST)).isEqualTo(204);
        assertThat(connections.exchange(origin, REQUEST)).isEqualTo(503);
        assertThat(sockets).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 204 No Content\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel"})
    void an_answer_that_is_not_whole_in_time_is_none(String beginning) {
        answers.add(beginning);

        try (var impatient = new Connections(LIMIT, 100)) {
            assertThatThrownBy(() -> impatient.exchange(origin, REQUEST)).isInstanceOf(IOException.class);
        }
        // None when not even the request was read in time.
        assertThat(requests).hasValueLessThan(2);
    }

    @Test
    void an_answer_that_does_not_end_is_cut_off() {
        answers.add("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(100_000));

        assertThatThrownBy(() -> connections.exchange(origin, REQUEST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too many lines");
    }

    @Test
    void closing_ends_what_is_under_way() throws Exception {
        answers.add("");
        var failed = new AtomicInteger();
        var caller = Thread.startVirtualThread(() -> {
            try {
                connections.exchange(origin, REQUEST);
            } catch (IOException e) {
                failed.incrementAndGet();
            }
        });
        await().until(() -> requests.get() == 1);

        connections.close();

        caller.join();
        assertThat(failed).hasValue(1);
        assertThatThrownBy(() -> connections.exchange(origin, REQUEST)).isInstanceOf(IOException.class);
    }

    @Test
    void whoever_finds_no_room_waits_until_another_is_answered() throws Exception {
        answers.add("");
        answers.add(NO_CONTENT);
        try (var narrow = new Connections(Duration.ofMinutes(1), 1)) {
            var first = new Exchange(narrow);
            await().until(() -> requests.get() == 1);
            var second = new Exchange(narrow);
            await().until(second::waits);

            assertThat(sockets).hasSize(1);
            sockets.element().getOutputStream().write(NO_CONTENT.getBytes(US_ASCII));

            assertThat(first.status()).isEqualTo(204);
            assertThat(second.status()).isEqualTo(204);
            assertThat(sockets).hasSize(1);
        }
    }

    @Test
    void the_time_that_it_waits_counts_against_no_limit() throws Exception {
        answers.add("");
        answers.add("");
        try (var narrow = new Connections(LIMIT, 1)) {
            long start = System.nanoTime();
            var first = new Exchange(narrow);
            var second = new Exchange(narrow);

            assertThat(first.failed()).isTrue();
            assertThat(second.failed()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(LIMIT.multipliedBy(2));
        }
    }

    @Test
    void closing_ends_whoever_waits_as_well() throws Exception {
        answers.add("");
        answers.add(NO_CONTENT);
        var narrow = new Connections(Duration.ofMinutes(1), 1);
        var first = new Exchange(narrow);
        await().until(() -> requests.get() == 1);
        var second = new Exchange(narrow);
        await().until(second::waits);

        narrow.close();

        assertThat(first.failed()).isTrue();
        assertThat(second.failed()).isTrue();
        assertThat(requests).hasValue(1);
    }

    /** One request on a thread of its own. */
    private final class Exchange {
        private final FutureTask<Integer> task;
        private final Thread thread;

        Exchange(Connections through) {
            task = new FutureTask<>(() -> through.exchange(origin, REQUEST));
            thread = Thread.startVirtualThread(task);
        }

        boolean waits() {
            return thread.getState() == Thread.State.WAITING;
        }

        int status() throws Exception {
            return task.get();
        }

        boolean failed() throws InterruptedException {
            thread.join();
            return task.state() == Future.State.FAILED && task.exceptionNow() instanceof IOException;
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                sockets.add(socket);
                Thread.startVirtualThread(() -> answer(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void answer(Socket socket) {
        try (var input = socket.getInputStream();
                var output = socket.getOutputStream()) {
            while (input.readNBytes(REQUEST.length).length == REQUEST.length) {
                requests.incrementAndGet();
                var answer = answers.remove();
                output.write(answer.replace(CUT, "").getBytes(US_ASCII));
                if (answer.endsWith(CUT) || answer.endsWith("until the end")) {
                    return;
                }
            }
        } catch (IOException e) {
            // They went.
        } finally {
            ended.incrementAndGet();
        }
    }
}
