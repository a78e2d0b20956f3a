package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.StoreUnavailable;
import waybill.domain.Message;
import waybill.domain.Status;

/** What ran out and what is overdue is looked for once a second, however often the bell is rung. */
class DispatchHousekeepingTest {
    private static final Duration INTERVAL = DispatchDueMessagesService.HOUSEKEEPING_INTERVAL;

    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final InMemoryWaybill.Node node = waybill.node();

    @Test
    void the_first_dispatch_keeps_house() {
        var overdue = acceptOverdue();

        node.dispatch.dispatch();

        assertThat(waybill.status(overdue)).isEqualTo(Status.EXPIRED);
    }

    @Test
    void within_the_same_second_nothing_is_looked_for() {
        node.dispatch.dispatch();
        var overdue = acceptOverdue();

        waybill.time.pass(INTERVAL.minusNanos(1));
        node.dispatch.dispatch();

        assertThat(waybill.status(overdue)).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void after_a_second_what_is_overdue_is_found() {
        node.dispatch.dispatch();
        var overdue = acceptOverdue();

        waybill.time.pass(INTERVAL);
        node.dispatch.dispatch();

        assertThat(waybill.status(overdue)).isEqualTo(Status.EXPIRED);
    }

    @Test
    void after_a_second_what_ran_out_is_found() {
        var message = waybill.accept();
        waybill.node().dispatch.dispatch();
        waybill.time.pass(InMemoryWaybill.LEASE.minusNanos(1));
        node.dispatch.dispatch();

        waybill.time.pass(Duration.ofNanos(1));
        node.dispatch.dispatch();
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTING);
        waybill.time.pass(INTERVAL.minusNanos(1));
        node.dispatch.dispatch();

        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);
    }

    @Test
    void due_messages_are_taken_between_the_turns_too() {
        node.dispatch.dispatch();
        var message = waybill.accept();

        node.dispatchAndRun();

        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void a_turn_that_failed_does_not_keep_due_messages_from_the_next_dispatch() {
        acceptOverdue();
        var message = waybill.accept();
        waybill.ledger.beAwayForNextAppends(1);

        assertThatThrownBy(node.dispatch::dispatch).isInstanceOf(StoreUnavailable.class);
        node.dispatchAndRun();

        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
    }

    private Message acceptOverdue() {
        return waybill.accept(Examples.message(waybill.time.instant().minusSeconds(10), 5));
    }
}
