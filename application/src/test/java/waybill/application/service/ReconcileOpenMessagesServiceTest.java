package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.application.port.out.Examples.toOwnUrl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.MessageLookup.Answer;
import waybill.application.port.out.RawBody;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Timeline.LookupEntry;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;
import waybill.domain.Verdict;

class ReconcileOpenMessagesServiceTest {
    private static final Duration AFTER = InMemoryWaybill.LOOKUPS.first();
    private static final Duration UNTIL_CLOSED = InMemoryWaybill.LOOKUPS.untilClosed();
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private Message message;
    private ProviderId id;

    @BeforeEach
    void submit() {
        message = waybill.accept();
        waybill.node().dispatchAndRun();
        id = waybill.message(message.id()).state().providerIdIfKnown().orElseThrow();
    }

    @Test
    void a_message_that_changed_lately_is_not_asked_for() {
        waybill.time.pass(AFTER.minus(MOMENT));

        assertThat(waybill.reconcile.reconcile()).isZero();
        assertThat(waybill.asked).isEmpty();
    }

    @Test
    void what_no_callback_told_is_learnt_and_counted_as_lost() {
        plivoSays(ReportedStatus.DELIVERED);
        waybill.time.pass(AFTER);

        assertThat(waybill.reconcile.reconcile()).isEqualTo(1);

        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
        assertThat(waybill.telemetry.counted()).endsWith("lookup Found", "lost delivered");
        assertThat(waybill.entries(message, LookupEntry.class))
                .singleElement()
                .satisfies(entry -> assertThat(entry.verdict()).isEqualTo(Verdict.APPLIED));
    }

    @Test
    void what_has_ended_is_not_asked_for_again() {
        plivoSays(ReportedStatus.DELIVERED);
        waybill.time.pass(AFTER);
        waybill.reconcile.reconcile();

        waybill.time.pass(Duration.ofDays(30));

        assertThat(waybill.reconcile.reconcile()).isZero();
    }

    @Test
    void what_the_callbacks_told_already_is_kept_and_not_counted_as_lost() {
        waybill.record(toOwnUrl(message.id(), Examples.report(id, ReportedStatus.SENT)));
        plivoSays(ReportedStatus.QUEUED);
        waybill.time.pass(AFTER);

        waybill.reconcile.reconcile();

        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
        assertThat(waybill.telemetry.counted()).endsWith("report applied", "lookup Found");
    }

    @Test
    void an_answer_that_says_the_same_adds_no_evidence() {
        plivoSays(ReportedStatus.SENT);
        waybill.time.pass(AFTER);
        waybill.reconcile.reconcile();

        waybill.time.pass(AFTER);
        waybill.reconcile.reconcile();

        assertThat(waybill.entries(message, LookupEntry.class))
                .singleElement()
                .satisfies(entry -> assertThat(entry.receipts()).isEqualTo(2));
        assertThat(waybill.telemetry.counted()).filteredOn("lost sent"::equals).hasSize(1);
    }

    @Test
    void a_callback_that_comes_between_look_up_and_record_was_not_lost() {
        plivoSays(ReportedStatus.DELIVERED);
        waybill.time.pass(AFTER);
        waybill.ledger.beforeNextAppends(
                1, () -> waybill.record(toOwnUrl(message.id(), Examples.report(id, ReportedStatus.DELIVERED))));

        waybill.reconcile.reconcile();

        assertThat(waybill.telemetry.counted()).noneMatch(count -> count.startsWith("lost"));
    }

    @Test
    void a_callback_that_comes_right_after_the_look_up_is_not_counted_for_it() {
        plivoSays(ReportedStatus.SENT);
        waybill.time.pass(AFTER);
        waybill.ledger.afterNextAppend(
                () -> waybill.record(toOwnUrl(message.id(), Examples.report(id, ReportedStatus.DELIVERED))));

        waybill.reconcile.reconcile();

        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
        assertThat(waybill.telemetry.counted()).contains("lost sent").doesNotContain("lost delivered");
    }

    @Test
    void a_look_up_that_could_not_be_recorded_counts_once_when_it_is_repeated() {
        plivoSays(ReportedStatus.DELIVERED);
        waybill.time.pass(AFTER);
        waybill.ledger.beAwayForNextAppends(1);
        assertThatThrownBy(waybill.reconcile::reconcile).isInstanceOf(StoreUnavailable.class);

        waybill.time.pass(AFTER.multipliedBy(2));
        waybill.reconcile.reconcile();

        assertThat(waybill.telemetry.counted())
                .filteredOn(count -> count.startsWith("lost"))
                .containsExactly("lost delivered");
    }

    @Test
    void a_message_that_stays_as_it_is_is_asked_for_ever_more_rarely() {
        var waits = new ArrayList<Duration>();
        var last = waybill.time.instant();
        while (waits.size() < 5) {
            waybill.time.pass(Duration.ofMinutes(1));
            if (waybill.reconcile.reconcile() == 1) {
                waits.add(Duration.between(last, waybill.time.instant()));
                last = waybill.time.instant();
            }
        }

        assertThat(waits).extracting(Duration::toMinutes).containsExactly(8L, 16L, 32L, 64L, 128L);
    }

    @Test
    void what_stays_sent_past_its_time_closes_without_a_carriers_report() {
        plivoSays(ReportedStatus.SENT);
        waybill.time.pass(AFTER);
        waybill.reconcile.reconcile();
        waybill.time.pass(UNTIL_CLOSED);

        waybill.reconcile.reconcile();

        var closed = waybill.message(message.id());
        assertThat(closed.state().status()).isEqualTo(Status.SENT);
        assertThat(closed.outcome()).contains("no_carrier_report");
        assertThat(waybill.telemetry.counted()).endsWith("closed no_carrier_report");
    }

    @Test
    void a_carriers_report_that_comes_after_the_closing_still_counts() {
        plivoSays(ReportedStatus.SENT);
        waybill.time.pass(AFTER);
        waybill.reconcile.reconcile();
        waybill.time.pass(UNTIL_CLOSED);
        waybill.reconcile.reconcile();

        waybill.record(toOwnUrl(message.id(), Examples.report(id, ReportedStatus.UNDELIVERED)));

        assertThat(waybill.message(message.id()).outcome()).contains("undelivered");
    }

    @Test
    void what_plivo_does_not_know_closes_unconfirmed_in_the_end() {
        waybill.time.pass(UNTIL_CLOSED);

        waybill.reconcile.reconcile();

        assertThat(waybill.message(message.id()).outcome()).contains("unconfirmed");
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void nothing_closes_while_plivo_cannot_be_asked() {
        waybill.truth.put(id, new Answer.Unavailable("HTTP 500"));
        waybill.time.pass(UNTIL_CLOSED);

        waybill.reconcile.reconcile();

        assertThat(waybill.message(message.id()).closedAt()).isEmpty();
    }

    @Test
    void an_unconfirmed_send_has_no_id_to_ask_for_and_closes_unconfirmed_in_the_end() {
        waybill.gateway.answerNext(new SubmissionOutcome.Unknown("no answer"));
        var unconfirmed = waybill.accept();
        waybill.node().dispatchAndRun();
        waybill.time.pass(UNTIL_CLOSED);

        waybill.reconcile.reconcile();

        assertThat(waybill.asked).containsExactly(id);
        assertThat(waybill.message(unconfirmed.id()).outcome()).contains("unconfirmed");
        assertThat(waybill.status(unconfirmed)).isEqualTo(Status.UNCONFIRMED);
    }

    private void plivoSays(ReportedStatus status) {
        var report = ReportDraft.of(id, status).sequence(Optional.empty()).report();
        waybill.truth.put(id, new Answer.Found(report, new RawBody(new byte[] {'{', '}'})));
    }
}
