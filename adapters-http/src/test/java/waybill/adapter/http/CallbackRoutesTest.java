package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.in.ReceiveDeliveryCallback.Result;
import waybill.application.port.out.CallbackAuthenticator.CallbackRequest;
import waybill.application.port.out.StoreUnavailable;

class CallbackRoutesTest {
    private static final String SHARED = "/callbacks/delivery-status";

    private final TestApi api = new TestApi();

    @Test
    void a_callback_is_handed_on_as_it_came() throws IOException {
        var requests = new ArrayList<CallbackRequest>();
        api.receive = request -> {
            requests.add(request);
            return new Result.Stored();
        };
        try (var server = api.start()) {
            var response = RawClient.call(
                    server,
                    "POST " + SHARED + "/a%20b;c?x=%2B&x HTTP/1.1\r\nHost: h\r\nX-Plivo-Signature-V3: one,two\r\n"
                            + "x-plivo-signature-v3: three\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n4\r\nTo=1\r\n6;x=y\r\n&a=%zz\r\n0\r\nTrailer: x\r\n\r\n");

            assertThat(response.status()).isEqualTo(204);
            assertThat(response.text()).isEmpty();
        }
        var request = requests.getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo(SHARED + "/a%20b;c");
        assertThat(request.query()).isEqualTo("x=%2B&x");
        assertThat(request.ownId()).contains("a%20b;c");
        assertThat(request.header("x-plivo-signature-v3")).containsExactly("one,two", "three");
        assertThat(request.header("content-type")).containsExactly("application/x-www-form-urlencoded");
        assertThat(request.body().bytes()).asString().isEqualTo("To=1&a=%zz");
        assertThat(request.receivedAt()).isEqualTo(TestApi.NOW);
    }

    @Test
    void the_shared_route_carries_no_id() throws IOException {
        var requests = new ArrayList<CallbackRequest>();
        api.ack = 200;
        api.receive = request -> {
            requests.add(request);
            return new Result.Stored();
        };
        try (var server = api.start()) {
            var plain = RawClient.post(server, SHARED, "a=b");
            var withSlash = RawClient.post(server, SHARED + "/", "a=b");

            assertThat(plain.status()).isEqualTo(200);
            assertThat(withSlash.status()).isEqualTo(200);
        }
        assertThat(requests).extracting(CallbackRequest::ownId).containsOnly(Optional.empty());
        assertThat(requests).extracting(CallbackRequest::path).containsExactly(SHARED, SHARED + "/");
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED + "/a/b", SHARED + "//", SHARED + "/a/", "/callbacks", "/callbacks/"})
    void other_paths_are_404(String target) throws IOException {
        try (var server = api.start()) {
            MessageRoutesTest.assertProblem(RawClient.post(server, target, "a=b"), 404, "not_found");
        }
    }

    @Test
    void each_result_has_its_status() throws IOException {
        var results = new ArrayList<Result>(List.of(
                new Result.Refused(), new Result.Malformed("repeated member"), new Result.UnsupportedMediaType()));
        api.receive = request -> results.removeFirst();
        try (var server = api.start()) {
            MessageRoutesTest.assertProblem(RawClient.post(server, SHARED, "a=b"), 403, "forbidden");
            MessageRoutesTest.assertProblem(RawClient.post(server, SHARED, "a=b"), 400, "malformed_callback");
            MessageRoutesTest.assertProblem(RawClient.post(server, SHARED, "a=b"), 415, "unsupported_media_type");
        }
    }

    @Test
    void a_fault_of_ours_is_503_so_that_the_provider_tries_again() throws IOException {
        var faults = new ArrayList<Throwable>(List.of(
                new StoreUnavailable("away"), new IllegalStateException("bug"), new StackOverflowError("deep")));
        api.receive = request -> {
            switch (faults.removeFirst()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        };
        try (var server = api.start()) {
            for (int i = 0; i < 3; i++) {
                MessageRoutesTest.assertProblem(RawClient.post(server, SHARED, "a=b"), 503, "unavailable");
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void a_callback_that_cannot_be_stored_in_time_is_503() throws IOException {
        var released = new CountDownLatch(1);
        api.limits = TestApi.workLimit(Duration.ofMillis(200));
        api.receive = request -> {
            MessageRoutesTest.await(released);
            return new Result.Stored();
        };
        try (var server = api.start()) {
            var response = RawClient.post(server, SHARED, "a=b");

            MessageRoutesTest.assertProblem(response, 503, "unavailable");
            assertThat(response.header("retry-after")).isEqualTo("1");
        } finally {
            released.countDown();
        }
    }

    @Test
    void a_body_of_64_kib_is_taken_and_a_byte_more_is_413() throws IOException {
        try (var server = api.start()) {
            var most = RawClient.post(server, SHARED, "a".repeat(64 * 1024));
            var tooMuch = RawClient.post(server, SHARED, "a".repeat(64 * 1024 + 1));

            assertThat(most.status()).isEqualTo(204);
            MessageRoutesTest.assertProblem(tooMuch, 413, "payload_too_large");
        }
    }
}
