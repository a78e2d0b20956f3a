package waybill.simulator;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest extends SimulatorTest {

    private static final String TO = "+14155550123";

    RetryTest() throws IOException {
        super(Client.config().withTimeScale(1000));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 403, 500, 503})
    void what_is_not_answered_2xx_is_tried_four_times_and_given_up(int status) throws Exception {
        listener.answer(_ -> status);
        client.send(Client.message(TO, listener.url("/report")));

        await().until(() -> truth(TO).callbacks().givenUp() == 3);
        assertThat(truth(TO).callbacks()).isEqualTo(new CallbackCounts(3, 0, 12, 0, 3));
        assertThat(truth(TO).reports())
                .containsExactly(
                        new ReportTruth(1, "queued", 1, 0, 0, 1),
                        new ReportTruth(2, "sent", 1, 0, 0, 1),
                        new ReportTruth(3, "delivered", 1, 0, 0, 1));
        assertThat(truth(TO).state())
                .as("the message itself knows nothing of it")
                .isEqualTo("delivered");
        assertThat(listener.received().stream()
                        .collect(groupingBy(callback -> callback.parameter("Sequence")))
                        .values())
                .hasSize(3)
                .allSatisfy(tries -> assertThat(tries)
                        .hasSize(4)
                        .allMatch(again -> again.body().equals(tries.getFirst().body()))
                        .allMatch(again -> again.header("X-Plivo-Signature-V3-Nonce")
                                .equals(tries.getFirst().header("X-Plivo-Signature-V3-Nonce"))));
    }

    @Test
    void a_retry_that_is_answered_ends_it() throws Exception {
        var tries = new AtomicInteger();
        listener.answer(_ -> tries.incrementAndGet() <= 3 ? 503 : 200);
        client.send(Client.message("+15555550420", listener.url("/report")));

        await().until(() -> truth("+15555550420").callbacks().acknowledged() == 2);
        assertThat(truth("+15555550420").callbacks().givenUp()).isZero();
        assertThat(truth("+15555550420").callbacks().tried()).isEqualTo(5);
    }

    @Test
    void a_listener_that_is_not_there_is_tried_as_often() throws Exception {
        listener.close();
        client.send(Client.message(TO, listener.url("/report")));

        await().until(() -> truth(TO).callbacks().givenUp() == 3);
        assertThat(truth(TO).callbacks().tried()).isEqualTo(12);
    }

    @Test
    void an_answer_that_does_not_come_in_time_is_none() throws Exception {
        var never = new CountDownLatch(1);
        var tries = new AtomicInteger();
        listener.answer(_ -> {
            if (tries.incrementAndGet() == 1) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return 204;
        });
        try (var impatient = PlivoSimulator.start(Client.config().withTimeScale(1000));
                var other = new Client(impatient)) {
            other.send(Client.message("+15555550420", listener.url("/report")));

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> impatient.messages().getFirst().callbacks().acknowledged() == 2);
            never.countDown();
            // On a slow machine another answer may be late as well.
            assertThat(impatient.messages().getFirst().callbacks().tried()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void one_message_that_hangs_does_not_hold_up_another() throws Exception {
        var release = new CountDownLatch(1);
        listener.answer(callback -> {
            if (callback.target().equals("/slow")) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return 204;
        });
        client.send(Client.message("+14155550111", listener.url("/slow")));
        client.send(Client.message(TO, listener.url("/fast")));

        await().until(() -> truth(TO).callbacks().acknowledged() == 3);
        assertThat(truth("+14155550111").callbacks().acknowledged()).isZero();
        release.countDown();
    }
}
