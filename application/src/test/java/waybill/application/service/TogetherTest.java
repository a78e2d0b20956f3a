package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.out.Examples;
import waybill.application.port.out.MessageStore.Acceptance;
import waybill.application.port.out.OutcomeUnknown;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.application.service.GroupCommit.Limits;
import waybill.application.service.NewEvidence.Disposition;
import waybill.application.service.NewEvidence.Ended;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;
import waybill.domain.Verdict;

/** What callers of the grouped use cases learn, when it went well and when it did not. */
@Timeout(30)
class TogetherTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofHours(1);

    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final Message message = waybill.accept();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch hanging = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        hanging.countDown();
        for (var group : opened) {
            group.close();
        }
    }

    @Test
    void a_report_is_recorded_as_it_would_be_alone() {
        var together = new RecordReportsTogether(group(waybill.recorder::recordAll));
        var sent = ReportDraft.of(Examples.providerId(), ReportedStatus.SENT).toOwnUrl(message.id());

        var outcomes = together.record(List.of(sent, sent));

        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Recorded(message.id(), Verdict.APPLIED),
                        new Outcome.Recorded(message.id(), Verdict.DUPLICATE));
    }

    @Test
    void a_report_that_hangs_is_not_acknowledged() {
        var together = new RecordReportsTogether(group(this::hang, PATIENCE));
        var sent = ReportDraft.of(Examples.providerId(), ReportedStatus.SENT).toOwnUrl(message.id());

        assertThatThrownBy(() -> together.record(List.of(sent))).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void a_message_that_hangs_is_neither_accepted_nor_refused() {
        var together =
                new AcceptMessagesTogether(waybill.stores.messages(), group(this::hang, PATIENCE), waybill.pause);
        var other = Examples.message(Examples.NOW, 60);

        assertThat(failureOnceBegun(() -> together.accept(List.of(Examples.withoutKey(other)))))
                .isInstanceOfSatisfying(
                        OutcomeUnknown.class,
                        unknown -> assertThat(unknown.messageId()).isEqualTo(other.id()));
    }

    @Test
    void in_doubt_about_a_batch_each_caller_is_told_of_its_own_message() {
        var together = new AcceptMessagesTogether(
                waybill.stores.messages(),
                group(batch -> {
                    throw new OutcomeUnknown(message.id(), new IllegalStateException("the connection broke"));
                }),
                waybill.pause);
        var other = Examples.message(Examples.NOW, 60);

        assertThatThrownBy(() -> together.accept(List.of(Examples.withoutKey(other))))
                .isInstanceOfSatisfying(
                        OutcomeUnknown.class,
                        unknown -> assertThat(unknown.messageId()).isEqualTo(other.id()));
    }

    @Test
    void messages_are_accepted_as_they_would_be_alone() {
        var together = new AcceptMessagesTogether(
                waybill.stores.messages(), group(waybill.stores.messages()::accept), waybill.pause);
        var other = Examples.message(Examples.NOW, 60);

        assertThat(together.accept(List.of(Examples.withoutKey(other)))).containsExactly(new Acceptance.Accepted());
        assertThat(together.find(other.id())).isPresent();
    }

    @Test
    void a_busy_key_is_tried_again_until_its_message_is_told() {
        var other = Examples.message(Examples.NOW, 60);
        var answers = new ArrayDeque<Acceptance>(List.of(new Acceptance.KeyBusy(), new Acceptance.KeyBusy()));
        var together = new AcceptMessagesTogether(
                waybill.stores.messages(),
                group(batch -> List.of(answers.isEmpty() ? new Acceptance.Replayed(message) : answers.remove())),
                waybill.pause);

        assertThat(together.accept(List.of(Examples.withoutKey(other))))
                .containsExactly(new Acceptance.Replayed(message));
        assertThat(waybill.pause.pauses()).isEqualTo(AcceptMessagesTogether.PAUSES.subList(0, 2));
    }

    @Test
    void a_key_that_stays_busy_is_told_to_be_when_all_waiting_was_in_vain() {
        var together = new AcceptMessagesTogether(
                waybill.stores.messages(), group(batch -> List.of(new Acceptance.KeyBusy())), waybill.pause);

        assertThat(together.accept(List.of(Examples.withoutKey(Examples.message(Examples.NOW, 60)))))
                .containsExactly(new Acceptance.KeyBusy());
        assertThat(waybill.pause.pauses()).isEqualTo(AcceptMessagesTogether.PAUSES);
    }

    @Test
    void outcomes_of_many_submissions_are_recorded_in_one_write() {
        var second = waybill.accept();
        lease(2);

        var recorded = waybill.recorder.recordAll(List.of(
                new Ended(message.id(), accepted("plivo-1")),
                new Ended(second.id(), accepted("plivo-2")),
                new Ended(Examples.nextId(Examples.NOW), accepted("plivo-3"))));

        assertThat(recorded).containsOnly(Disposition.OfAttempt.DONE).hasSize(3);
        assertThat(waybill.count(Status.SUBMITTED)).isEqualTo(2);
    }

    @Test
    void a_late_outcome_in_the_same_batch_does_not_keep_the_lease_of_a_message() {
        lease(1);
        var late = new SubmissionEnded(0, new SubmissionOutcome.Unknown("late"), Examples.NOW);

        waybill.recorder.recordAll(
                List.of(new Ended(message.id(), accepted("plivo-1")), new Ended(message.id(), late)));

        assertThat(waybill.stored(message).leased()).isFalse();
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void an_outcome_whose_message_changes_all_the_time_is_given_back() {
        var together = new RecordSubmissionsTogether(group(batch -> batch.stream()
                .<Disposition>map(_ -> Disposition.OfAttempt.CONTENDED)
                .toList()));

        assertThatThrownBy(() -> together.record(message.id(), accepted("plivo-1")))
                .isInstanceOf(StoreUnavailable.class);
    }

    private void lease(int messages) {
        waybill.stores.queue().lease(messages, InMemoryWaybill.LEASE, SendingLimits.NONE);
    }

    private static SubmissionEnded accepted(String providerId) {
        return new SubmissionEnded(1, new SubmissionOutcome.Accepted(new ProviderId(providerId)), Examples.NOW);
    }

    /** Of the first call whose batch began: before, the patience may be over on a slow machine. */
    private Throwable failureOnceBegun(ThrowingCallable call) {
        var failure = catchThrowable(call);
        while (!begun.get()) {
            failure = catchThrowable(call);
        }
        return failure;
    }

    private <I, O> List<O> hang(List<I> batch) {
        begun.set(true);
        try {
            hanging.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new StoreUnavailable("hung");
    }

    private <I, O> GroupCommit<I, O> group(Function<List<I>, List<O>> commit) {
        return group(commit, LONG);
    }

    private <I, O> GroupCommit<I, O> group(Function<List<I>, List<O>> commit, Duration patience) {
        var group = new GroupCommit<>(
                commit, new Limits(10, 10, 1, 1, patience), Thread.ofVirtual().factory());
        opened.add(group);
        return group;
    }
}
