package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MagicNumbersTest extends SimulatorTest {

    MagicNumbersTest() throws IOException {
        super(Client.config());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+15555550000",
                "+14155550123",
                "+15555551001",
                "+15555552200",
                "+15555552399",
                "+15555552600",
                "+15555553007",
                "+15555559999",
                "+155555500501"
            })
    void any_other_number_is_delivered(String to) throws Exception {
        var answer = client.send(Client.message(to, listener.url("/report")));

        assertThat(answer.status()).isEqualTo(202);
        awaitEnd(to);
        assertThat(listener.statuses()).containsExactly("queued", "sent", "delivered");
        assertThat(truth(to).errorCode()).isEqualTo("000");
    }

    @ParameterizedTest
    @CsvSource({
        "+15555550020, 20", "+15555550030, 30", "+15555550050, 50", "+15555550060, 60", "+15555550070, 70",
        "+15555550080, 80", "+15555550090, 90", "+15555550100, 100", "+15555550777, 777", "+15555551000, 1000"
    })
    void a_code_of_the_carrier_ends_undelivered_and_is_charged(String to, String code) throws Exception {
        client.send(Client.message(to, listener.url("/report")));

        awaitEnd(to);
        assertThat(listener.statuses()).containsExactly("queued", "sent", "undelivered");
        assertThat(listener.received().getLast().parameter("ErrorCode")).isEqualTo(code);
        assertThat(listener.received().getLast().parameter("TotalAmount")).isEqualTo("0.00350");
        assertThat(truth(to).state()).isEqualTo("undelivered");
    }

    @ParameterizedTest
    @CsvSource({
        "+15555550010, 10", "+15555550040, 40", "+15555550110, 110", "+15555550120, 120", "+15555550200, 200",
        "+15555550201, 201", "+15555550300, 300", "+15555550420, 420", "+15555550450, 450", "+15555550900, 900",
        "+15555550910, 910"
    })
    void a_code_of_plivo_itself_fails_after_queued_and_costs_nothing(String to, String code) throws Exception {
        client.send(Client.message(to, listener.url("/report")));

        awaitEnd(to);
        assertThat(listener.statuses()).containsExactly("queued", "failed");
        assertThat(listener.received().getLast().parameter("ErrorCode")).isEqualTo(code);
        assertThat(listener.received().getLast().parameter("TotalAmount")).isEqualTo("0.00000");
        assertThat(truth(to).state()).isEqualTo("failed");
    }

    @ParameterizedTest
    @CsvSource({
        "+15555552400, 400, application/json", "+15555552401, 401, text/plain", "+15555552408, 408, application/json",
        "+15555552429, 429, application/json", "+15555552500, 500, application/json", "+15555552503, 503, text/html",
        "+15555552599, 599, application/json"
    })
    void a_status_is_answered_once_and_the_next_try_is_accepted(String to, int status, String contentType)
            throws Exception {
        var message = Client.message(to, listener.url("/report"));

        var first = client.send(message);
        var notYet = truth(to);
        var second = client.send(message);

        assertThat(first.status()).isEqualTo(status);
        assertThat(first.contentType()).startsWith(contentType);
        assertThat(first.response().headers().firstValue("Retry-After")).isEmpty();
        assertThat(notYet.accepted()).isZero();
        assertThat(notYet.state()).isEqualTo("not_accepted");
        assertThat(second.status()).isEqualTo(202);
        awaitEnd(to);
        assertThat(truth(to).accepted()).isEqualTo(1);
        assertThat(truth(to).rejected()).isEqualTo(1);
        assertThat(truth(to).rejectedWith()).containsExactly(status);
        assertThat(client.send(message).status()).as("it starts over").isEqualTo(status);
    }

    @Test
    void the_refusal_is_counted_per_callback_url() throws Exception {
        var first = client.send(Client.message("+15555552503", listener.url("/1")));
        var second = client.send(Client.message("+15555552503", listener.url("/2")));

        assertThat(List.of(first.status(), second.status())).containsExactly(503, 503);
    }

    @Test
    void n3000_is_accepted_and_called_back_but_the_connection_drops() {
        var to = "+15555553000";

        assertThatThrownBy(() -> client.send(Client.message(to, listener.url("/report"))))
                .isInstanceOf(IOException.class);

        awaitEnd(to);
        assertThat(truth(to).accepted()).isEqualTo(1);
        assertThat(listener.statuses()).containsExactly("queued", "sent", "delivered");
    }

    @Test
    void n3001_calls_back_before_it_responds() throws Exception {
        var release = new CountDownLatch(1);
        var answered = new AtomicInteger();
        listener.answer(_ -> {
            awaitQuietly(release);
            return 204;
        });

        var sending = Thread.startVirtualThread(() -> {
            try {
                answered.set(client.send(Client.message("+15555553001", listener.url("/report")))
                        .status());
            } catch (IOException | InterruptedException e) {
                answered.set(-1);
            }
        });
        await().until(() -> listener.received().size() == 1);
        int beforeTheCallbackIsAnswered = answered.get();
        release.countDown();

        sending.join();
        assertThat(beforeTheCallbackIsAnswered).isZero();
        assertThat(answered.get()).isEqualTo(202);
        awaitEnd("+15555553001");
    }

    @Test
    void n3002_calls_back_in_reverse_order() throws Exception {
        client.send(Client.message("+15555553002", listener.url("/report")));

        awaitEnd("+15555553002");
        assertThat(listener.statuses()).containsExactly("delivered", "sent", "queued");
        assertThat(listener.received())
                .extracting(callback -> callback.parameter("Sequence"))
                .containsExactly("3", "2", "1");
    }

    @Test
    void n3003_sends_every_callback_three_times() throws Exception {
        client.send(Client.message("+15555553003", listener.url("/report")));

        await().until(() -> listener.received().size() == 9);
        var bodies = listener.received().stream().map(Listener.Received::body).toList();
        assertThat(bodies.stream().distinct()).hasSize(3);
        assertThat(bodies.subList(0, 3)).containsOnly(bodies.getFirst());
        assertThat(truth("+15555553003").accepted()).isEqualTo(1);
    }

    @Test
    void n3004_stays_sent() throws Exception {
        var uuid = client.send(Client.message("+15555553004", listener.url("/report")))
                .uuid();

        awaitEnd("+15555553004");
        assertThat(listener.statuses()).containsExactly("queued", "sent");
        var listed = client.get(client.path() + uuid + "/").json();
        assertThat(listed.get("message_state").asText()).isEqualTo("sent");
        assertThat(listed.get("error_code").asText())
                .isEqualTo(listener.received().getLast().parameter("ErrorCode"))
                .isEqualTo("000");
    }

    @Test
    void n3005_is_delivered_and_never_calls_back() throws Exception {
        client.send(Client.message("+15555553005", listener.url("/report")));

        await().until(() -> truth("+15555553005").callbacks().withheld() == 3);
        assertThat(truth("+15555553005").state()).isEqualTo("delivered");
        assertThat(truth("+15555553005").callbacks().generated()).isZero();
        assertThat(listener.received()).isEmpty();
    }

    @Test
    void n3006_is_delivered_and_only_the_list_tells_of_it() throws Exception {
        var to = "+15555553006";

        assertThatThrownBy(() -> client.send(Client.message(to, listener.url("/report"))))
                .isInstanceOf(IOException.class);

        await().until(() -> truth(to).state().equals("delivered"));
        assertThat(truth(to).accepted()).isEqualTo(1);
        assertThat(listener.received()).isEmpty();
        assertThat(client.get(client.path() + "?to_number=15555553006").json().get("objects"))
                .hasSize(1);
    }

    private void awaitEnd(String to) {
        var ends = to.equals("+15555553004") ? List.of("sent") : List.of("delivered", "undelivered", "failed");
        await().until(() -> ends.contains(truth(to).state())
                && truth(to).callbacks().pending() == 0
                && truth(to).callbacks().acknowledged() > 1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
