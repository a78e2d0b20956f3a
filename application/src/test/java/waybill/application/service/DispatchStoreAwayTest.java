package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import waybill.domain.Message;
import waybill.domain.Status;

/** The request has left and the store is away: the outcome is held on to for as long as that helps. */
class DispatchStoreAwayTest {
    private static final int ATTEMPTS = DispatchDueMessagesService.MAX_STORE_ATTEMPTS;

    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final InMemoryWaybill.Node node = waybill.node();
    private final Message message = waybill.accept();

    @Test
    void an_outcome_is_stored_as_soon_as_the_store_is_back() {
        waybill.ledger.beAwayForNextAppends(3);

        node.dispatchAndRun();

        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
        assertThat(waybill.pause.pauses())
                .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
        assertThat(waybill.telemetry.counted()).containsExactly("submission Accepted");
    }

    @Test
    void an_outcome_is_stored_even_at_the_last_attempt() {
        waybill.ledger.beAwayForNextAppends(ATTEMPTS - 1);

        node.dispatchAndRun();

        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void when_all_attempts_failed_the_lease_is_left_to_run_out_and_nothing_is_sent_again() {
        waybill.ledger.beAwayForNextAppends(ATTEMPTS);

        node.dispatchAndRun();
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTING);
        waybill.time.pass(InMemoryWaybill.LEASE);
        waybill.timeouts.enforce();
        node.dispatchAndRun();

        assertThat(waybill.ledger.isDone()).isTrue();
        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);
        assertThat(waybill.gateway.submissions()).hasSize(1);
    }

    @Test
    void there_is_no_pause_after_the_last_attempt() {
        waybill.ledger.beAwayForNextAppends(ATTEMPTS);

        node.dispatchAndRun();

        assertThat(waybill.pause.pauses()).hasSize(ATTEMPTS - 1);
    }

    @Test
    void whoever_is_told_to_stop_stops_and_stays_told() {
        waybill.ledger.beAwayForNextAppends(1);
        waybill.pause.interrupt();

        node.dispatchAndRun();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(waybill.pause.pauses()).hasSize(1);
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTING);
    }

    @Test
    void a_message_whose_outcome_was_not_stored_takes_no_room() {
        IntStream.range(0, InMemoryWaybill.ROOM).forEach(_ -> waybill.accept());
        waybill.ledger.beAwayForNextAppends(ATTEMPTS);
        node.dispatchAndRun();

        assertThat(node.dispatchAndRun()).isEqualTo(1);
    }

    @Test
    void one_outcome_that_cannot_be_stored_at_all_leaves_the_others_alone() {
        var neighbour = waybill.accept();
        waybill.ledger.beforeNextAppends(1, () -> {
            throw new IllegalStateException("a bug");
        });
        node.executor.stop();

        node.dispatch.dispatch();

        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTING);
        waybill.time.pass(InMemoryWaybill.FIRST_RETRY);
        assertThat(waybill.node().dispatchAndRun()).isEqualTo(1);
        assertThat(waybill.status(neighbour)).isEqualTo(Status.SUBMITTED);
    }
}
