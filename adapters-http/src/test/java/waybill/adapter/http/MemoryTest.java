package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.in.ReceiveDeliveryCallback.Result;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MemoryTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String HEAD = "POST /callbacks/delivery-status HTTP/1.1\r\nHost: x\r\n";
    private static final String LARGE = "x".repeat(RequestSource.MAX_BODY_BYTES);

    /** All of the body, but not its end. */
    private static final String HELD =
            HEAD + "Transfer-Encoding: chunked\r\n\r\nffff\r\n" + LARGE.substring(1) + "\r\n1\r\nx\r\n0\r\n";

    /** Each beyond its first allocation; of a quarter of this heap. */
    private static final int HEAP = 4 * 1024 * 1024;

    private static final int HELD_BYTES = RequestSource.MAX_BODY_BYTES - WireBody.FIRST_ALLOCATION;
    private static final int MOST_HELD = HEAP / 4 / HELD_BYTES;

    private final TestApi api = new TestApi();

    MemoryTest() {
        api.memory = new RequestMemory(HEAP);
        api.limits = TestApi.limits(LONG, LONG, LONG, LONG, LONG);
    }

    @Test
    void when_bodies_hold_all_that_is_granted_large_ones_are_503_and_usual_requests_answered() throws IOException {
        try (var server = api.start()) {
            var holders = hold(server);
            var refused = RawClient.post(server, "/callbacks/delivery-status", LARGE);

            MessageRoutesTest.assertProblem(refused, 503, "overloaded");
            assertThat(refused.header("retry-after")).isEqualTo("1");
            assertThat(refused.header("connection")).isEqualTo("close");
            assertThat(RawClient.post(server, "/callbacks/delivery-status", "a=b")
                            .status())
                    .isEqualTo(204);
            assertThat(RawClient.call(server, "GET", "/health/live").status()).isEqualTo(200);

            for (var holder : holders) {
                holder.send("\r\n");
                assertThat(holder.receive().status()).isEqualTo(204);
                holder.close();
            }
            awaitNoConnections(server);
            assertNothingIsHeld(server);
        }
    }

    @Test
    void a_large_head_is_503_when_bodies_hold_all_that_is_granted() throws IOException {
        try (var server = api.start()) {
            var holders = hold(server);
            var head = "GET /health/live?" + "x".repeat(8_000) + " HTTP/1.1\r\nHost: x\r\nX: ";

            MessageRoutesTest.assertProblem(
                    RawClient.call(server, head + "x".repeat(WireHead.MAX_HEADER_BYTES - 100) + "\r\n\r\n"),
                    503,
                    "overloaded");
            for (var holder : holders) {
                holder.close();
            }
        }
    }

    @Test
    void what_was_held_by_clients_that_vanish_is_given_back() throws IOException {
        try (var server = api.start()) {
            for (int i = 0; i < 3; i++) {
                for (var holder : hold(server)) {
                    holder.close();
                }
                awaitNoConnections(server);
                assertNothingIsHeld(server);
            }
        }
    }

    @Test
    void what_was_held_by_bodies_that_are_late_is_given_back() throws IOException {
        api.limits = TestApi.limits(LONG, SHORT, LONG, LONG, LONG);
        try (var server = api.start();
                var slow = new RawClient(server)) {
            slow.send(HELD);

            MessageRoutesTest.assertProblem(slow.receive(), 408, "request_timeout");
            awaitNoConnections(server);
            assertNothingIsHeld();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no size\r\n", "1\r\nx\r\n1\r\nx\r\n"})
    void what_was_held_by_a_refused_body_is_given_back_before_its_sender_has_gone(String rest) throws IOException {
        try (var server = api.start();
                var client = new RawClient(server)) {
            client.send(HELD.substring(0, HELD.length() - "0\r\n".length()) + rest);

            assertThat(client.receive().status()).isBetween(400, 499);
            assertNothingIsHeld(server);
        }
    }

    @Test
    void a_connection_that_lives_on_holds_nothing_of_what_was_answered() throws IOException {
        try (var server = api.start();
                var client = new RawClient(server)) {
            for (int i = 0; i < 2 * MOST_HELD; i++) {
                client.send(RawClient.post("/callbacks/delivery-status", LARGE));

                assertThat(client.receive().status()).isEqualTo(204);
            }
        }
    }

    @Test
    void a_body_is_held_until_its_act_has_ended_however_late() throws Exception {
        var begun = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        api.limits = TestApi.workLimit(SHORT);
        api.receive = request -> {
            begun.countDown();
            MessageRoutesTest.await(released);
            return new Result.Stored();
        };
        try (var server = api.start()) {
            MessageRoutesTest.assertProblem(
                    RawClient.post(server, "/callbacks/delivery-status", LARGE), 503, "unavailable");
            begun.await();

            assertThat(api.memory.left()).isLessThan(HEAP / 4);
            released.countDown();
            awaitNoConnections(server);
            assertNothingIsHeld();
        } finally {
            released.countDown();
        }
    }

    /** As many bodies as are granted, all there but for their ends. */
    private List<RawClient> hold(HttpServer server) throws IOException {
        List<RawClient> holders = new ArrayList<>();
        for (int i = 0; i < MOST_HELD; i++) {
            var holder = new RawClient(server);
            holder.send(HELD);
            holders.add(holder);
        }
        await(() -> api.memory.left() == HEAP / 4 - MOST_HELD * HELD_BYTES);
        return holders;
    }

    private static void awaitNoConnections(HttpServer server) {
        await(() -> server.connections() == 0);
    }

    private static void await(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
            Thread.onSpinWait();
        }
    }

    private void assertNothingIsHeld() {
        assertThat(api.memory.left()).isEqualTo(HEAP / 4);
    }

    /** Where the time for a request is long: a large one is taken as well. */
    private void assertNothingIsHeld(HttpServer server) throws IOException {
        assertNothingIsHeld();
        assertThat(RawClient.post(server, "/callbacks/delivery-status", LARGE).status())
                .isEqualTo(204);
    }
}
