package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.out.Examples;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.Refusal;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;
import waybill.domain.SubmissionOutcome.NotAccepted;

/** What becomes of a message whose first attempt was judged absent, on its way through the second. */
class DueAgainTest {
    private static final ProviderId ID = new ProviderId("plivo-1");

    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final InMemoryWaybill.Node node = waybill.node();
    private Message message;

    @BeforeEach
    void be_due_again() {
        message = waybill.accept();
        waybill.gateway.answerNext(new SubmissionOutcome.Unknown("read timed out"));
        node.dispatchAndRun();
        var before = waybill.stored(message);
        assertThat(before.message().state().status()).isEqualTo(Status.UNCONFIRMED);
        var due = new MessageChange(
                before,
                before.message(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                new Schedule.DueAfter(Duration.ZERO));
        assertThat(waybill.stores.ledger().append(List.of(due), List.of())).hasSize(1);
    }

    @Test
    void it_is_submitted_again_and_once() {
        assertThat(node.dispatchAndRun()).isEqualTo(1);

        waybill.time.pass(Duration.ofMinutes(10));
        assertThat(node.dispatchAndRun()).isZero();
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
        assertThat(waybill.gateway.submissions()).hasSize(2);
    }

    @Test
    void what_was_surely_not_accepted_is_tried_a_third_time() {
        waybill.gateway.answerNext(new NotAccepted("HTTP 429", Optional.empty()));
        node.dispatchAndRun();
        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);

        waybill.time.pass(Duration.ofMinutes(2));

        assertThat(node.dispatchAndRun()).isEqualTo(1);
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
    }

    /** A node that stood still all the while, and only now tells what became of the first attempt. */
    @ParameterizedTest
    @MethodSource("ends")
    void once_the_first_attempt_is_known_to_have_an_end_it_is_not_submitted_again(
            SubmissionOutcome late, Status status) {
        waybill.recorder.record(message.id(), new SubmissionEnded(1, late, waybill.time.instant()));

        assertThat(waybill.status(message)).isEqualTo(status);
        assertThat(waybill.stored(message).due()).isFalse();
        assertThat(node.dispatchAndRun()).isZero();
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(new SubmissionOutcome.Accepted(ID), Status.SUBMITTED),
                Arguments.of(new SubmissionOutcome.Refused(new Refusal(400, "bad")), Status.FAILED));
    }

    @Test
    void wrong_credentials_keep_it_due() {
        waybill.gateway.answerNext(new SubmissionOutcome.Unauthorized());
        node.dispatchAndRun();

        assertThat(waybill.stored(message).due()).isTrue();
    }

    @Test
    void a_second_unknown_outcome_leaves_it_unconfirmed_and_undue() {
        waybill.gateway.answerNext(new SubmissionOutcome.Unknown("read timed out"));
        node.dispatchAndRun();

        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);
        assertThat(waybill.stored(message).isScheduled()).isFalse();
    }

    @Test
    void a_refusal_ends_it_since_nothing_was_sent_before() {
        waybill.gateway.answerNext(new SubmissionOutcome.Refused(new Refusal(400, "dst is invalid")));
        node.dispatchAndRun();

        assertThat(waybill.status(message)).isEqualTo(Status.FAILED);
        assertThat(waybill.stored(message).isScheduled()).isFalse();
    }

    @Test
    void its_deadline_closes_it_with_the_status_it_has() {
        waybill.time.pass(Duration.ofHours(2));

        node.dispatchAndRun();
        waybill.timeouts.enforce();

        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);
        assertThat(waybill.message(message.id()).outcome()).contains("unconfirmed");
        assertThat(waybill.stores.queue().findOverdue(10)).isEmpty();
        assertThat(waybill.telemetry.counted()).containsOnlyOnce("closed unconfirmed");
        assertThat(waybill.gateway.submissions()).hasSize(1);
    }

    @Test
    void it_is_not_closed_while_it_is_due() {
        waybill.time.pass(InMemoryWaybill.LOOKUPS.untilClosed());

        waybill.reconcile.reconcile();

        assertThat(waybill.message(message.id()).closedAt()).isEmpty();
    }

    @Test
    void it_is_not_closed_while_it_is_leased() {
        waybill.stores.queue().lease(1, InMemoryWaybill.LOOKUPS.untilClosed().multipliedBy(2), SendingLimits.NONE);

        waybill.time.pass(InMemoryWaybill.LOOKUPS.untilClosed());
        waybill.reconcile.reconcile();

        assertThat(waybill.message(message.id()).closedAt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUEUED", "SENT", "DELIVERED", "UNKNOWN"})
    void any_report_shows_that_it_left_and_ends_its_schedule(String status) {
        waybill.record(ReportDraft.of(ID, ReportedStatus.valueOf(status)).toOwnUrl(message.id()));

        assertThat(node.dispatchAndRun()).isZero();
        assertThat(waybill.stored(message).isScheduled()).isFalse();
        assertThat(waybill.gateway.submissions()).hasSize(1);
    }

    @Test
    void a_report_that_is_refused_leaves_its_schedule_alone() {
        var foreign = ReportDraft.of(ID, ReportedStatus.QUEUED).to("15555559999");

        waybill.record(Examples.mustAgree(foreign.toOwnUrl(message.id())));

        assertThat(node.dispatchAndRun()).isEqualTo(1);
    }

    @Test
    void a_message_that_never_left_keeps_its_schedule_whatever_is_reported() {
        var fresh = waybill.accept();

        waybill.record(ReportDraft.of(ID, ReportedStatus.UNKNOWN).toOwnUrl(fresh.id()));

        assertThat(waybill.stored(fresh).due()).isTrue();
    }
}
