package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.domain.Examples.ID_A;
import static waybill.domain.Examples.after;
import static waybill.domain.Examples.message;
import static waybill.domain.Examples.reported;
import static waybill.domain.Examples.started;
import static waybill.domain.Examples.submitted;
import static waybill.domain.Examples.unknown;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private static final Instant LATER = after(1000);

    @Test
    void what_stays_sent_closes_without_a_carriers_report_and_is_still_sent() {
        var sent = message().on(reported(ID_A, ReportedStatus.SENT, 2)).after();

        var closed = sent.closedWithoutEnd(LATER);

        assertThat(closed.closedAt()).contains(LATER);
        assertThat(closed.outcome()).contains("no_carrier_report");
        assertThat(closed.state()).isEqualTo(sent.state());
    }

    @Test
    void what_nobody_says_went_to_a_carrier_closes_unconfirmed() {
        var unconfirmed = message().on(unknown(1)).after();
        var submitted = message().on(submitted(ID_A, 1)).after();
        var queued = submitted.on(reported(ID_A, ReportedStatus.QUEUED, 1)).after();

        assertThat(unconfirmed.closedWithoutEnd(LATER).outcome()).contains("unconfirmed");
        assertThat(submitted.closedWithoutEnd(LATER).outcome()).contains("unconfirmed");
        assertThat(queued.closedWithoutEnd(LATER).outcome()).contains("unconfirmed");
    }

    @Test
    void what_may_still_be_submitted_does_not_close() {
        var submitting = message().on(started(1, 1)).after();

        assertThat(message().closedWithoutEnd(LATER)).isEqualTo(message());
        assertThat(submitting.closedWithoutEnd(LATER)).isEqualTo(submitting);
        assertThat(submitting.outcome()).isEmpty();
    }

    @Test
    void what_has_closed_does_not_close_again() {
        var closed =
                message().on(reported(ID_A, ReportedStatus.SENT, 2)).after().closedWithoutEnd(LATER);
        var delivered =
                message().on(reported(ID_A, ReportedStatus.DELIVERED, 3)).after();

        assertThat(closed.closedWithoutEnd(LATER.plusSeconds(1))).isEqualTo(closed);
        assertThat(delivered.closedWithoutEnd(LATER)).isEqualTo(delivered);
    }

    @Test
    void an_end_that_comes_late_takes_the_place_of_the_closing() {
        var closed =
                message().on(reported(ID_A, ReportedStatus.SENT, 2)).after().closedWithoutEnd(LATER);

        var ended = closed.on(reported(ID_A, ReportedStatus.DELIVERED, 3)).after();

        assertThat(ended.closing()).isEmpty();
        assertThat(ended.outcome()).contains("delivered");
        assertThat(ended.closedAt()).contains(ended.state().since());
    }

    @Test
    void a_status_that_is_no_end_opens_it_again_since_something_is_awaited() {
        var closed = message().on(submitted(ID_A, 1)).after().closedWithoutEnd(LATER);

        var sent = closed.on(reported(ID_A, ReportedStatus.SENT, 2)).after();

        assertThat(sent.closedAt()).isEmpty();
        assertThat(sent.outcome()).isEmpty();
    }

    @Test
    void it_closes_so_long_after_its_status_changed_last() {
        var submitted = message().on(submitted(ID_A, 1)).after();
        var sent = submitted.on(reported(ID_A, ReportedStatus.SENT, 2)).after();
        var day = Duration.ofDays(1);

        assertThat(submitted.closesAt(day)).isEqualTo(submitted.state().since().plus(day));
        assertThat(sent.closesAt(day)).isEqualTo(sent.state().since().plus(day)).isAfter(submitted.closesAt(day));
    }

    @Test
    void evidence_that_changes_no_status_leaves_it_closed() {
        var closed =
                message().on(reported(ID_A, ReportedStatus.SENT, 2)).after().closedWithoutEnd(LATER);

        var late = closed.on(reported(ID_A, ReportedStatus.QUEUED, 1)).after();

        assertThat(late.closedAt()).contains(LATER);
    }

    @Test
    void outcomes_are_read_by_their_names_and_those_of_ends_are_none() {
        for (var outcome : Closing.Outcome.values()) {
            assertThat(Closing.Outcome.parse(outcome.text())).contains(outcome);
        }
        assertThat(Closing.Outcome.parse("delivered")).isEqualTo(Optional.empty());
    }
}
