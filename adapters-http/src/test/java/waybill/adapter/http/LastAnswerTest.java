package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import waybill.application.port.in.ReceiveDeliveryCallback.Result;
import waybill.application.port.out.Page;

/** The last answer of a connection arrives whole, whatever its client still sends (RFC 9112 §9.6). */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LastAnswerTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int SMALL_BUFFER_BYTES = 4 * 1024;
    private static final String MORE = "x".repeat(10_000);

    private final TestApi api = new TestApi();

    @Test
    void the_last_answer_reaches_a_slow_reader_that_had_sent_more() throws IOException {
        try (var server = api.start();
                var slow = slowReader(server)) {
            send(slow, RawClient.head("GET", "/openapi.json") + "Connection: close\r\n\r\n" + MORE);

            assertWhole(slowlyReadToEnd(slow));
        }
    }

    @Test
    void a_stop_does_not_lose_the_answer_of_who_had_sent_more_requests() throws Exception {
        var begun = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        api.list = query -> {
            begun.countDown();
            MessageRoutesTest.await(released);
            return new Page<>(Collections.nCopies(200, Samples.undelivered()), Optional.empty());
        };
        var server = api.start();
        try (var slow = slowReader(server);
                var idle = new RawClient(server)) {
            idle.send(RawClient.head("GET", "/health/live") + "\r\n");
            idle.receive();
            send(slow, (RawClient.head("GET", "/v1/messages") + "\r\n").repeat(100));
            begun.await();
            var stop = Thread.startVirtualThread(server::close);
            assertThat(idle.isCut()).isTrue();
            released.countDown();

            assertWhole(slowlyReadToEnd(slow));
            assertThat(stop.join(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void who_goes_on_sending_after_the_last_answer_is_not_reset() throws IOException {
        try (var server = api.start()) {
            assertGoodLeave(server, RawClient.head("GET", "/health/live") + "Connection: close\r\n\r\n", 200);
        }
    }

    @Test
    void who_goes_on_sending_after_a_refusal_is_told_the_end_and_not_reset() throws IOException {
        try (var server = api.start()) {
            assertGoodLeave(server, "nonsense\r\n\r\n", 400);
        }
    }

    @Test
    void who_goes_on_sending_a_late_request_is_not_reset() throws IOException {
        api.limits = TestApi.limits(LONG, SHORT, LONG, LONG, LONG);
        try (var server = api.start()) {
            assertGoodLeave(
                    server, "POST /callbacks/delivery-status HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n", 408);
        }
    }

    @Test
    void who_goes_on_sending_after_a_late_act_is_not_reset() throws IOException {
        var released = new CountDownLatch(1);
        api.limits = TestApi.workLimit(SHORT);
        api.receive = request -> {
            MessageRoutesTest.await(released);
            return new Result.Stored();
        };
        try (var server = api.start()) {
            assertGoodLeave(server, RawClient.post("/callbacks/delivery-status", "a=b"), 503);
            released.countDown();
        }
    }

    @Test
    void who_does_not_end_its_side_is_cut_after_a_moment() throws IOException {
        try (var server = api.start();
                var client = new RawClient(server)) {
            client.send(RawClient.head("GET", "/health/live") + "Connection: close\r\n\r\n");
            client.receive();

            while (server.connections() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    private static void assertGoodLeave(HttpServer server, String request, int status) throws IOException {
        Farewell.within(() -> {
            try (var client = new RawClient(server)) {
                client.send(request);

                assertThat(client.receive().status()).isEqualTo(status);
                assertGoodLeave(client);
            }
        });
    }

    /** What follows a cut is answered by a reset, which a later write meets. */
    private static void assertGoodLeave(RawClient client) {
        assertThat(client.isCut()).isTrue();
        assertThatCode(() -> {
                    for (int i = 0; i < 20; i++) {
                        client.send(MORE);
                        LockSupport.parkNanos(5_000_000);
                    }
                })
                .doesNotThrowAnyException();
    }

    private static void assertWhole(String answer) {
        int bodyBegin = answer.indexOf("\r\n\r\n") + 4;
        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("Connection: close\r\n");
        assertThat(answer.substring(0, bodyBegin))
                .contains("Content-Length: " + (answer.length() - bodyBegin) + "\r\n");
        assertThat(answer.length()).isGreaterThan(10 * SMALL_BUFFER_BYTES);
    }

    private static Socket slowReader(HttpServer server) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String slowlyReadToEnd(Socket socket) throws IOException {
        var all = new ByteArrayOutputStream();
        var piece = new byte[SMALL_BUFFER_BYTES / 4];
        for (int read = 0; read >= 0; read = socket.getInputStream().read(piece)) {
            all.write(piece, 0, read);
            LockSupport.parkNanos(1_000_000);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }
}
