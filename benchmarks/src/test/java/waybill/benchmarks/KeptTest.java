package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeptTest {
    private static final int ALL = Step.QUEUED.bit() | Step.SENT.bit() | Step.DELIVERED.bit();
    private static final String BEFORE = "accepted,submitting,submitted";

    @Test
    void what_is_whole_has_no_fault() {
        assertThat(new Kept("delivered", 6, "queued,sent,delivered", 3, BEFORE + ",queued,sent,delivered").fault(ALL))
                .isEmpty();
        assertThat(new Kept("submitted", 3, "", 0, BEFORE).fault(0)).isEmpty();
    }

    @Test
    void what_was_written_without_an_answer_is_no_fault() {
        assertThat(new Kept("queued", 4, "queued", 1, BEFORE + ",queued").fault(0))
                .isEmpty();
    }

    @Test
    void a_late_report_is_kept_and_no_event() {
        assertThat(new Kept("delivered", 4, "delivered,sent,queued", 3, BEFORE + ",delivered").fault(ALL))
                .isEmpty();
    }

    @Test
    void an_acknowledged_report_that_is_missing_is_lost() {
        assertThat(new Kept("sent", 5, "queued,sent", 2, BEFORE + ",queued,sent").fault(ALL))
                .contains("acknowledged and lost: delivered");
    }

    @Test
    void a_status_that_lags_behind_the_ledger_is_a_fault() {
        assertThat(new Kept("sent", 6, "queued,sent,delivered", 3, BEFORE + ",queued,sent,delivered").fault(ALL))
                .contains("folded to sent instead of delivered");
    }

    @Test
    void a_missing_event_is_a_fault() {
        assertThat(new Kept("delivered", 6, "queued,sent,delivered", 3, BEFORE + ",queued,delivered").fault(ALL))
                .isPresent();
        assertThat(new Kept("delivered", 5, "queued,sent,delivered", 3, BEFORE + ",queued,sent,delivered").fault(ALL))
                .isPresent();
    }
}
