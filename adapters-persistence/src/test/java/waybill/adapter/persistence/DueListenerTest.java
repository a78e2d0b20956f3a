package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.Stores;

/** What one node accepts wakes every node. */
class DueListenerTest {
    private final Semaphore rings = new Semaphore(0);
    private Stores stores;
    private DueListener listener;

    @BeforeEach
    void listen() throws InterruptedException {
        stores = TestDatabase.emptyStores();
        listener = DueListener.start(TestDatabase.config(), rings::release);
        assertThat(rings.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    @Test
    void a_batch_of_sends_rings_once() throws InterruptedException {
        stores.messages()
                .accept(List.of(Examples.withoutKey(Examples.message()), Examples.withoutKey(Examples.message())));

        assertThat(rings.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(rings.tryAcquire(200, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void a_replay_rings_nobody() throws InterruptedException {
        stores.messages().accept(List.of(Examples.withKey(Examples.message(), "key", "payload")));
        assertThat(rings.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

        stores.messages().accept(List.of(Examples.withKey(Examples.message(), "key", "payload")));

        assertThat(rings.tryAcquire(200, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void a_broken_connection_is_made_anew_and_rings_for_what_was_missed() throws InterruptedException {
        TestDatabase.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'waybill listener'");

        assertThat(rings.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(listener::isListening);
        stores.messages().accept(List.of(Examples.withoutKey(Examples.message())));
        assertThat(rings.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closing_does_not_wait_for_a_notification() {
        long before = System.nanoTime();

        listener.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }
}
