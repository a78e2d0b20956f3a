package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.StoreUnavailable;
import waybill.domain.Message;
import waybill.domain.Status;

/** What a turn finds, and what becomes of the rest of it when one message cannot be ended. */
class EnforceTimeoutsTurnTest {
    private final InMemoryWaybill waybill = new InMemoryWaybill();

    @Test
    void what_is_overdue_expires() {
        var overdue = acceptOverdue();

        int ended = waybill.timeouts.enforce();

        assertThat(ended).isEqualTo(1);
        assertThat(waybill.status(overdue)).isEqualTo(Status.EXPIRED);
    }

    @Test
    void a_lease_is_given_up_when_it_has_run_out_and_not_before() {
        var message = waybill.accept();
        waybill.node().dispatch.dispatch();
        waybill.time.pass(InMemoryWaybill.LEASE.minusNanos(1));
        assertThat(waybill.timeouts.enforce()).isZero();
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTING);

        waybill.time.pass(Duration.ofNanos(1));

        assertThat(waybill.timeouts.enforce()).isEqualTo(1);
        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);
    }

    @Test
    void one_that_cannot_be_ended_keeps_no_other_from_its_end() {
        var ranOut = waybill.accept();
        waybill.node().dispatch.dispatch();
        waybill.time.pass(InMemoryWaybill.LEASE);
        var overdue = acceptOverdue();
        waybill.ledger.beAwayForNextAppends(1);

        assertThatThrownBy(waybill.timeouts::enforce).isInstanceOf(StoreUnavailable.class);
        assertThat(waybill.status(ranOut)).isEqualTo(Status.SUBMITTING);
        assertThat(waybill.status(overdue)).isEqualTo(Status.EXPIRED);

        waybill.timeouts.enforce();

        assertThat(waybill.status(ranOut)).isEqualTo(Status.UNCONFIRMED);
    }

    @Test
    void one_whose_end_fails_in_an_unforeseen_way_keeps_no_other_from_its_end() {
        acceptOverdue();
        acceptOverdue();
        waybill.ledger.beforeNextAppends(1, () -> {
            throw new IllegalStateException("a mistake of ours");
        });

        assertThatThrownBy(waybill.timeouts::enforce).hasMessage("a mistake of ours");

        assertThat(waybill.count(Status.EXPIRED)).isEqualTo(1);
    }

    private Message acceptOverdue() {
        return waybill.accept(Examples.message(waybill.time.instant().minusSeconds(10), 5));
    }
}
