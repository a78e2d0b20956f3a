package waybill.adapter.plivo;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.adapter.plivo.TestAccounts.TOKEN;
import static waybill.adapter.plivo.TestCallback.NONCE;
import static waybill.adapter.plivo.TestCallback.SHARED_PATH;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waybill.adapter.plivo.Signer.Pair;
import waybill.application.port.out.CallbackAuthenticator.Authentication.Authentic;
import waybill.application.port.out.SmsGatewayContract;
import waybill.domain.ProviderId;
import waybill.domain.SubmissionOutcome.Accepted;

/** Submissions and callbacks that come together do not mix. */
class ManyAtOnceTest {
    private static final URI PUBLIC_URL = URI.create("https://sms.example.com");
    private static final int MANY = 50;

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @Test
    void every_submission_has_the_outcome_of_its_own_request() throws Exception {
        var answers = IntStream.range(0, MANY)
                .mapToObj(at -> HostileServer.accepted("id" + at))
                .toArray(String[]::new);
        try (var server = HostileServer.answering(answers);
                var gateway = new PlivoGateway(TestAccounts.at(server.url(), Duration.ofSeconds(30)), PUBLIC_URL)) {
            var outcomes = together(IntStream.range(0, MANY)
                    .<Callable<Object>>mapToObj(at -> () -> gateway.submit(SmsGatewayContract.submission(at)))
                    .toList());

            assertThat(outcomes)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, MANY)
                            .<Object>mapToObj(at -> new Accepted(new ProviderId("id" + at)))
                            .toList());
            assertThat(server.requests()).hasSize(MANY);
        }
    }

    @Test
    void every_callback_is_judged_by_its_own_signature() throws Exception {
        var callbacks = new PlivoCallbacks(TestAccounts.withSubaccount(), PUBLIC_URL, V2Policy.OWN_URL);

        var judged = together(IntStream.range(0, 20 * MANY)
                .<Callable<Object>>mapToObj(at -> () -> {
                    var body = List.of(new Pair("MessageUUID", "m" + at), new Pair("Status", "sent"));
                    var token = at % 2 == 0 ? TOKEN : "another";
                    var signature = Signer.v3Post(token, PUBLIC_URL + SHARED_PATH, body, NONCE);
                    var request = new TestCallback()
                            .form(body)
                            .signed("V3", signature)
                            .request();
                    return callbacks.authenticate(request) instanceof Authentic == (at % 2 == 0);
                })
                .toList());

        assertThat(judged).hasSize(20 * MANY).containsOnly(true);
    }

    private static List<Object> together(List<Callable<Object>> tasks) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(tasks).stream().map(ManyAtOnceTest::result).toList();
        }
    }

    private static Object result(Future<Object> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
