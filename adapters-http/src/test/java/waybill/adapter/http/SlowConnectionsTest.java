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
import waybill.application.port.in.ReceiveDeliveryCallback.Result;
import waybill.application.port.out.Page;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowConnectionsTest {
    private static final Duration SHORT = Duration.ofMillis(600);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int SLOW_CONNECTIONS = 300;

    private final TestApi api = new TestApi();

    @Test
    void hundreds_of_slow_heads_are_cut_while_others_are_served() throws Exception {
        api.limits = TestApi.limits(SHORT, LONG, LONG, LONG, LONG);

        assertSlowOnesAreCut("GET /health/live HTTP/1.1\r\nHost: x\r\nX: ");
    }

    @Test
    void hundreds_of_slow_bodies_are_cut_while_others_are_served() throws Exception {
        api.limits = TestApi.limits(LONG, SHORT, LONG, LONG, LONG);

        assertSlowOnesAreCut("POST /callbacks/delivery-status HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n");
    }

    @Test
    void hundreds_of_slow_chunks_are_cut_while_others_are_served() throws Exception {
        api.limits = TestApi.limits(LONG, SHORT, LONG, LONG, LONG);

        assertSlowOnesAreCut(
                "POST /callbacks/delivery-status HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nff00\r\n");
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
        api.limits = TestApi.limits(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(100), LONG, LONG);
        api.receive = request -> {
            awaitOrGiveUp(new CountDownLatch(1), Duration.ofMillis(500));
            return new Result.Stored();
        };
        try (var server = api.start()) {
            assertThat(RawClient.post(server, "/callbacks/delivery-status", "a=b")
                            .status())
                    .isEqualTo(204);
        }
    }

    private void assertSlowOnesAreCut(String beginning) throws Exception {
        var done = new AtomicBoolean();
        List<RawClient> slow = new ArrayList<>();
        try (var server = api.start()) {
            for (int i = 0; i < SLOW_CONNECTIONS; i++) {
                var client = new RawClient(server);
                slow.add(client);
                client.send(beginning);
                Thread.startVirtualThread(() -> dribble(client, done));
            }
            long begin = System.nanoTime();
            var served = RawClient.call(server, "GET", "/health/live");
            var took = Duration.ofNanos(System.nanoTime() - begin);

            assertThat(served.status()).isEqualTo(200);
            assertThat(took).isLessThan(SHORT);
            int told = 0;
            for (var client : slow) {
                var response = client.receiveUnlessCut();
                assertThat(response.map(RawClient.Response::status).orElse(408)).isEqualTo(408);
                told += response.isPresent() ? 1 : 0;
                assertThat(client.isCut()).isTrue();
            }
            assertThat(told).isPositive();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            // A client sees the cut a moment before the server has tidied up; the time limit of the test bounds this.
            while (server.connections() > 0) {
                Thread.onSpinWait();
            }
        } finally {
            done.set(true);
            for (var client : slow) {
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
