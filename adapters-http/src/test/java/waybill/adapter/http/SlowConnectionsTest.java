package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.in.ReceiveDeliveryCallback.Result;
import waybill.application.port.out.Page;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowConnectionsTest {
    private static final Duration SHORT = Duration.ofMillis(600);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int SLOW_CONNECTIONS = 300;
    private static final String HEAD = "GET /health/live HTTP/1.1\r\nHost: x\r\nX: ";
    private static final String BODY =
            "POST /callbacks/delivery-status HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n";
    private static final String CHUNK =
            "POST /callbacks/delivery-status HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nff00\r\n";

    private final TestApi api = new TestApi();

    @Test
    void hundreds_of_slow_heads_are_cut() throws Exception {
        api.limits = TestApi.limits(SHORT, LONG, LONG, LONG, LONG);

        assertSlowOnesAreCut(HEAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {BODY, CHUNK})
    void hundreds_of_slow_bodies_are_cut(String beginning) throws Exception {
        api.limits = TestApi.limits(LONG, SHORT, LONG, LONG, LONG);

        assertSlowOnesAreCut(beginning);
    }

    /** They would go on for three times as long as who is served has patience. */
    @ParameterizedTest
    @ValueSource(strings = {HEAD, BODY, CHUNK})
    void while_hundreds_are_slow_others_are_served(String beginning) throws Exception {
        api.limits = TestApi.limits(LONG, LONG, LONG, LONG, LONG);
        try (var server = api.start();
                var _ = new SlowClients(server, beginning)) {
            assertThat(RawClient.call(server, "GET", "/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void who_connects_and_says_nothing_is_cut() throws IOException {
        api.limits = TestApi.limits(SHORT, LONG, LONG, LONG, LONG);
        try (var server = api.start();
                var client = new RawClient(server)) {
            assertThat(client.isCut()).isTrue();
        }
    }

    @Test
    void who_stays_idle_is_cut() throws IOException {
        api.limits = TestApi.limits(LONG, LONG, SHORT, LONG, LONG);
        try (var server = api.start();
                var client = new RawClient(server)) {
            client.send(RawClient.head("GET", "/health/live") + "\r\n");

            assertThat(client.receive().status()).isEqualTo(200);
            assertThat(client.isCut()).isTrue();
        }
    }

    @Test
    void who_does_not_take_the_answer_is_cut() throws IOException {
        api.limits = TestApi.limits(LONG, LONG, LONG, SHORT, LONG);
        var message = Samples.undelivered();
        var many = new ArrayList<waybill.domain.Message>();
        for (int i = 0; i < 500; i++) {
            many.add(message);
        }
        api.list = query -> new Page<>(many, Optional.empty());
        try (var server = api.start();
                var client = new RawClient(server)) {
            var request = RawClient.head("GET", "/v1/messages") + "\r\n";
            boolean cut = false;
            // Nothing of the answers is read: the buffers between us fill, then the server waits, then it cuts.
            for (int i = 0; i < 100_000 && !cut; i++) {
                try {
                    client.send(request);
                } catch (IOException e) {
                    cut = true;
                }
            }

            assertThat(cut).isTrue();
        }
    }

    @Test
    void an_act_may_take_longer_than_a_request_may_take_to_arrive() throws IOException {
        var begun = new AtomicBoolean();
        api.limits = TestApi.limits(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(100), LONG, LONG);
        api.receive = request -> {
            begun.set(true);
            awaitOrGiveUp(new CountDownLatch(1), Duration.ofMillis(500));
            return new Result.Stored();
        };
        try (var server = api.start()) {
            var answer = postUnlessCut(server);
            // On a slow machine the request may be late itself.
            while (!begun.get()) {
                answer = postUnlessCut(server);
            }

            assertThat(answer.map(RawClient.Response::status)).contains(204);
        }
    }

    private static Optional<RawClient.Response> postUnlessCut(HttpServer server) {
        try (var client = new RawClient(server)) {
            client.send(RawClient.post("/callbacks/delivery-status", "a=b"));
            return client.receiveUnlessCut();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void assertSlowOnesAreCut(String beginning) throws Exception {
        try (var server = api.start();
                var slow = new SlowClients(server, beginning)) {
            long begin = System.nanoTime();
            int told = 0;
            for (var client : slow.clients) {
                var response = client.receiveUnlessCut();
                assertThat(response.map(RawClient.Response::status).orElse(408)).isEqualTo(408);
                told += response.isPresent() ? 1 : 0;
                assertThat(client.isCut()).isTrue();
            }
            assertThat(told).isPositive();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG.dividedBy(2));
            // A client sees the cut a moment before the server has tidied up; the time limit of the test bounds this.
            while (server.connections() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    /** Each begins a request and never ends it. */
    private static final class SlowClients implements AutoCloseable {
        private final List<RawClient> clients = new ArrayList<>();
        private final AtomicBoolean done = new AtomicBoolean();

        SlowClients(HttpServer server, String beginning) throws IOException {
            for (int i = 0; i < SLOW_CONNECTIONS; i++) {
                var client = new RawClient(server);
                clients.add(client);
                client.send(beginning);
                Thread.startVirtualThread(() -> dribble(client, done));
            }
        }

        @Override
        public void close() throws IOException {
            done.set(true);
            for (var client : clients) {
                client.close();
            }
        }
    }

    /** A byte now and then, each in time for a time-out per read. */
    private static void dribble(RawClient client, AtomicBoolean done) {
        try {
            while (!done.get()) {
                client.send("a");
                awaitOrGiveUp(new CountDownLatch(1), Duration.ofMillis(50));
            }
        } catch (IOException e) {
            // Cut, as it should be.
        }
    }

    private static void awaitOrGiveUp(CountDownLatch latch, Duration limit) {
        try {
            latch.await(limit.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
