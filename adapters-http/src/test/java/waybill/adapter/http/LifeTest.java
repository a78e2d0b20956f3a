package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.adapter.http.HttpConfig.Limits;
import waybill.application.port.in.ReceiveDeliveryCallback.Result;
import waybill.application.port.in.SendMessage;

class LifeTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final TestApi api = new TestApi();

    @Test
    void a_taken_port_is_told_in_one_sentence() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            api.port = taken.getLocalPort();

            assertThatThrownBy(api::start)
                    .isInstanceOf(CannotListen.class)
                    .hasMessage("port %d on 127.0.0.1 is taken: stop the other process or set WAYBILL_PORT"
                            .formatted(taken.getLocalPort()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "no.such.host.invalid"})
    void a_host_that_is_not_ours_is_told_in_one_sentence(String host) {
        api.host = host;

        assertThatThrownBy(api::start)
                .isInstanceOf(CannotListen.class)
                .hasMessage("this machine does not let us listen on port 0 of %s: set WAYBILL_HOST or WAYBILL_PORT"
                        .formatted(host));
    }

    @Test
    void a_port_is_free_again_after_a_stop() throws IOException {
        var server = api.start();
        api.port = server.port();
        RawClient.call(server, "GET", "/health/live");
        server.close();
        api.telemetry = new PrometheusTelemetry();

        try (var next = api.start()) {
            assertThat(RawClient.call(next, "GET", "/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void a_stop_lets_running_requests_end_and_takes_no_more() throws Exception {
        var begun = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        api.receive = request -> {
            begun.countDown();
            MessageRoutesTest.await(released);
            return new Result.Stored();
        };
        var server = api.start();
        try (var running = new RawClient(server);
                var idle = new RawClient(server)) {
            idle.send(RawClient.head("GET", "/health/live") + "\r\n");
            idle.receive();
            running.send(RawClient.post("/callbacks/delivery-status", "a=b"));
            begun.await();
            var stop = Thread.startVirtualThread(server::close);

            assertThat(idle.isCut()).isTrue();
            assertThatThrownBy(() -> RawClient.call(server, "GET", "/health/live"))
                    .isInstanceOf(IOException.class);
            released.countDown();
            var response = running.receive();
            assertThat(response.status()).isEqualTo(204);
            assertThat(response.header("connection")).isEqualTo("close");
            assertThat(running.isCut()).isTrue();
            assertThat(stop.join(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void a_stop_does_not_wait_longer_than_its_grace() throws IOException {
        var begun = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        api.limits = new Limits(LONG, LONG, LONG, LONG, LONG, LONG, Duration.ofMillis(300), 10, 10);
        api.receive = request -> {
            begun.countDown();
            MessageRoutesTest.await(released);
            return new Result.Stored();
        };
        var server = api.start();
        try (var running = new RawClient(server)) {
            running.send(RawClient.post("/callbacks/delivery-status", "a=b"));
            MessageRoutesTest.await(begun);
            long begin = System.nanoTime();
            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        } finally {
            released.countDown();
        }
    }

    @Test
    void more_requests_than_are_allowed_at_once_are_503_and_nothing_is_done() throws Exception {
        var begun = new CountDownLatch(2);
        var released = new CountDownLatch(1);
        var sent = new AtomicInteger();
        api.limits = new Limits(LONG, LONG, LONG, LONG, LONG, LONG, Duration.ofSeconds(5), 100, 2);
        api.send = command -> {
            sent.incrementAndGet();
            begun.countDown();
            MessageRoutesTest.await(released);
            return new SendMessage.Result.Accepted(Samples.accepted(command));
        };
        try (var server = api.start();
                var first = new RawClient(server);
                var second = new RawClient(server)) {
            first.send(RawClient.post("/v1/messages", Samples.BODY));
            second.send(RawClient.post("/v1/messages", Samples.BODY));
            begun.await();
            var third = RawClient.post(server, "/v1/messages", Samples.BODY);
            released.countDown();

            MessageRoutesTest.assertProblem(third, 503, "overloaded");
            assertThat(third.header("retry-after")).isEqualTo("1");
            assertThat(first.receive().status()).isEqualTo(202);
            assertThat(second.receive().status()).isEqualTo(202);
        }
        assertThat(sent).hasValue(2);
    }

    @Test
    void acts_left_to_themselves_are_bounded_and_room_comes_back() throws IOException {
        var released = new CountDownLatch(1);
        var d = Limits.DEFAULT;
        api.limits = new Limits(
                d.head(), d.body(), d.idle(), d.answer(), Duration.ofMillis(100), d.readiness(), d.grace(), 100, 3);
        api.receive = request -> {
            MessageRoutesTest.await(released);
            return new Result.Stored();
        };
        try (var server = api.start()) {
            for (int i = 0; i < 3; i++) {
                MessageRoutesTest.assertProblem(
                        RawClient.post(server, "/callbacks/delivery-status", ""), 503, "unavailable");
            }
            MessageRoutesTest.assertProblem(
                    RawClient.post(server, "/callbacks/delivery-status", ""), 503, "overloaded");
            released.countDown();

            int status = 503;
            for (long begin = System.nanoTime(); status == 503 && System.nanoTime() - begin < PATIENCE.toNanos(); ) {
                status =
                        RawClient.post(server, "/callbacks/delivery-status", "").status();
            }
            assertThat(status).isEqualTo(204);
        } finally {
            released.countDown();
        }
    }
}
