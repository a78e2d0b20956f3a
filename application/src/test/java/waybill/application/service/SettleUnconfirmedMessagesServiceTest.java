package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.Timeline.ListingEntry;
import waybill.application.port.out.Timeline.LookupEntry;
import waybill.domain.Evidence.Listed.Finding;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;

class SettleUnconfirmedMessagesServiceTest extends SettlementTest {
    @Test
    void the_only_record_that_fits_settles_it_and_counts_as_looked_up() {
        waybill.listed = Optional.of(List.of(record(ID, ReportedStatus.SENT, Examples.RECIPIENT)));
        waybill.time.pass(GAP);

        assertThat(settleAll(waybill.settle)).isEqualTo(1);

        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
        assertThat(waybill.message(message.id()).state().providerIdIfKnown()).contains(ID);
        assertThat(waybill.entries(message, LookupEntry.class)).hasSize(1);
        assertThat(waybill.telemetry.counted()).endsWith("listed Page", "settled found", "lost sent");
    }

    @Test
    void what_a_callback_settled_is_not_asked_for() {
        waybill.record(ReportDraft.of(ID, ReportedStatus.QUEUED).toOwnUrl(message.id()));
        waybill.time.pass(SETTLING);

        assertThat(waybill.settle.settle()).isZero();
        assertThat(waybill.windows).isEmpty();
    }

    @Test
    void nothing_is_asked_at_once() {
        waybill.time.pass(GAP.minus(MOMENT));

        assertThat(waybill.settle.settle()).isZero();
    }

    @Test
    void an_early_listing_without_it_is_no_evidence() {
        waybill.time.pass(GAP);
        settleAll(waybill.settle);
        waybill.time.pass(GAP);
        settleAll(waybill.settle);

        assertThat(waybill.windows).hasSize(1);
        assertThat(waybill.entries(message, ListingEntry.class)).isEmpty();
        assertThat(waybill.stored(message).due()).isFalse();
    }

    @Test
    void two_late_listings_without_it_let_it_be_sent_again_once() {
        listTwice(waybill.settle);

        assertThat(waybill.stored(message).due()).isTrue();
        assertThat(waybill.entries(message, ListingEntry.class))
                .extracting(entry -> entry.listed().finding())
                .containsExactly(Finding.ABSENT, Finding.ABSENT);
        assertThat(waybill.telemetry.counted()).endsWith("settled resent");
        assertThat(node.dispatchAndRun()).isEqualTo(1);
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
        waybill.time.pass(SETTLING.multipliedBy(2));
        assertThat(settleAll(waybill.settle)).isZero();
        assertThat(waybill.gateway.submissions()).hasSize(2);
    }

    @Test
    void one_late_listing_is_not_enough() {
        waybill.time.pass(SETTLING);
        settleAll(waybill.settle);
        waybill.time.pass(GAP.minus(MOMENT));

        assertThat(settleAll(waybill.settle)).isZero();
        assertThat(waybill.stored(message).due()).isFalse();
        assertThat(waybill.entries(message, ListingEntry.class)).hasSize(1);
    }

    @Test
    void listings_reach_around_the_attempt_and_past_the_settling_time() {
        waybill.time.pass(SETTLING);
        settleAll(waybill.settle);

        var window = waybill.windows.getFirst();
        assertThat(window.contains(sentAt.minus(Duration.ofMinutes(10)))).isTrue();
        assertThat(window.contains(sentAt.plus(SETTLING))).isTrue();
        assertThat(window.contains(sentAt.minus(Duration.ofMinutes(12)))).isFalse();
    }

    @Test
    void what_may_not_be_sent_again_closes_unconfirmed() {
        listTwice(waybill.settling(settings(CLOSE_AFTER, false)));

        assertClosedUnconfirmed(message);
        assertThat(waybill.telemetry.counted()).endsWith("closed unconfirmed", "settled absent");
    }

    @Test
    void what_has_passed_its_deadline_closes_unconfirmed() {
        waybill.time.pass(Duration.ofHours(1));

        listTwice(waybill.settle);

        assertClosedUnconfirmed(message);
    }

    @Test
    void a_list_that_cannot_be_read_tells_nothing_and_is_asked_for_again() {
        waybill.listed = Optional.empty();
        waybill.time.pass(SETTLING);
        for (int i = 0; i < 5; i++) {
            settleAll(waybill.settle);
            waybill.time.pass(GAP);
        }

        assertThat(waybill.windows).hasSize(5);
        assertThat(waybill.entries(message, ListingEntry.class)).isEmpty();
        assertThat(waybill.stored(message).due()).isFalse();
    }

    @Test
    void what_may_have_left_under_a_replaced_sender_is_not_sent_again() {
        waybill.listed = Optional.of(List.of(record(ID, ReportedStatus.SENT, Examples.RECIPIENT, "18885550199")));

        listTwice(waybill.settle);

        assertClosedUnconfirmed(message);
    }

    @Test
    void an_outcome_that_comes_between_the_second_listing_and_the_write_wins() {
        waybill.time.pass(SETTLING);
        settleAll(waybill.settle);
        waybill.time.pass(GAP);
        var late = new SubmissionEnded(1, new SubmissionOutcome.Accepted(ID), waybill.time.instant());
        waybill.ledger.beforeNextAppends(1, () -> waybill.recorder.record(message.id(), late));

        settleAll(waybill.settle);

        assertThat(waybill.ledger.isDone()).isTrue();
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
        assertThat(waybill.stored(message).isScheduled()).isFalse();
        assertThat(waybill.entries(message, ListingEntry.class)).hasSize(1);
    }

    @Test
    void a_report_that_applies_nothing_and_comes_at_that_moment_keeps_it_from_being_sent_again() {
        waybill.time.pass(SETTLING);
        settleAll(waybill.settle);
        waybill.time.pass(GAP);
        var silent = ReportDraft.of(ID, ReportedStatus.UNKNOWN).toOwnUrl(message.id());
        waybill.ledger.beforeNextAppends(1, () -> waybill.record(silent));

        settleAll(waybill.settle);

        assertClosedUnconfirmed(message);
    }

    @Test
    void a_record_whose_state_says_nothing_is_kept_and_settles_nothing() {
        waybill.listed = Optional.of(List.of(record(ID, ReportedStatus.UNKNOWN, Examples.RECIPIENT)));

        listTwice(waybill.settle);

        assertThat(waybill.entries(message, LookupEntry.class)).hasSize(1);
        assertClosedUnconfirmed(message);
    }
}
