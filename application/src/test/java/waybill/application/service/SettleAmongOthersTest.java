package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.application.port.out.Timeline.ListingEntry;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;

/** Several messages, and records that may be of the one or the other. */
class SettleAmongOthersTest extends SettlementTest {
    @Test
    void one_listing_serves_all_messages_of_its_time() {
        var other = timedOut(ELSEWHERE);
        waybill.listed = Optional.of(List.of(
                record(ID, ReportedStatus.SENT, Examples.RECIPIENT),
                record(new ProviderId("x"), ReportedStatus.DELIVERED, ELSEWHERE)));
        waybill.time.pass(GAP);

        assertThat(settleAll(waybill.settle)).isEqualTo(2);

        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
        assertThat(waybill.status(other)).isEqualTo(Status.DELIVERED);
    }

    @Test
    void one_record_of_two_like_messages_is_given_to_neither_and_neither_is_sent_again() {
        var twin = timedOut(Examples.RECIPIENT);
        waybill.listed = Optional.of(List.of(record(ID, ReportedStatus.SENT, Examples.RECIPIENT)));

        listTwice(waybill.settle);

        assertClosedUnconfirmed(message);
        assertClosedUnconfirmed(twin);
        assertThat(waybill.telemetry.counted()).endsWith("closed unconfirmed", "settled undecided");
    }

    @Test
    void what_a_callback_settles_while_the_list_is_read_claims_no_record_of_its_twin() {
        var twin = timedOut(Examples.RECIPIENT);
        waybill.listed = Optional.of(List.of(
                record(ID, ReportedStatus.SENT, Examples.RECIPIENT),
                elsewhere("x"),
                record(new ProviderId("plivo-2"), ReportedStatus.DELIVERED, Examples.RECIPIENT)));
        waybill.time.pass(SETTLING);
        waybill.settle.settle();
        waybill.record(ReportDraft.of(ID, ReportedStatus.QUEUED).toOwnUrl(message.id()));

        settleAll(waybill.settle);

        assertThat(waybill.status(twin)).isEqualTo(Status.DELIVERED);
        assertThat(waybill.status(message)).isEqualTo(Status.QUEUED);
        assertThat(waybill.telemetry.counted()).doesNotContain("doubled");
    }

    /** Of a program that shares the account, say. */
    @Test
    void what_a_callback_settles_while_the_list_is_read_is_given_no_second_record() {
        waybill.listed = Optional.of(
                List.of(record(new ProviderId("foreign"), ReportedStatus.SENT, Examples.RECIPIENT), elsewhere("x")));
        waybill.time.pass(SETTLING);
        waybill.settle.settle();
        waybill.record(ReportDraft.of(ID, ReportedStatus.QUEUED).toOwnUrl(message.id()));

        settleAll(waybill.settle);

        assertThat(waybill.message(message.id()).state().providerIdIfKnown()).contains(ID);
        assertThat(waybill.telemetry.counted()).doesNotContain("doubled");
    }

    @Test
    void a_record_may_be_that_of_a_message_still_under_way() {
        waybill.accept();
        waybill.stores.queue().lease(1, Duration.ofHours(1), SendingLimits.NONE);
        waybill.listed = Optional.of(List.of(record(ID, ReportedStatus.SENT, Examples.RECIPIENT)));
        waybill.time.pass(GAP);

        settleAll(waybill.settle);

        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);
    }

    @Test
    void a_record_that_another_message_has_is_not_its_own() {
        waybill.accept();
        waybill.gateway.answerNext(new SubmissionOutcome.Accepted(ID));
        node.dispatchAndRun();
        waybill.listed = Optional.of(List.of(record(ID, ReportedStatus.SENT, Examples.RECIPIENT)));

        listTwice(waybill.settle);

        assertThat(waybill.stored(message).due()).isTrue();
    }

    @Test
    void a_list_that_lacks_what_the_provider_took_then_concludes_nothing() {
        waybill.accept();
        node.dispatchAndRun();

        listTwice(waybill.settle);

        assertThat(waybill.entries(message, ListingEntry.class)).isEmpty();
        assertThat(waybill.stored(message).due()).isFalse();
    }
}
