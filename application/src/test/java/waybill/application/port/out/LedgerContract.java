package waybill.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import waybill.application.port.out.Ledger.Located;
import waybill.application.port.out.Ledger.Receipt;
import waybill.application.port.out.MessageChange.JudgedReport;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.MessageChange.StatusEvent;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.application.port.out.Timeline.AttemptEntry;
import waybill.application.port.out.Timeline.EventEntry;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.domain.DeliveryReport;
import waybill.domain.ErrorCode;
import waybill.domain.Evidence;
import waybill.domain.Evidence.Reported;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.Refusal;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;
import waybill.domain.Transition;
import waybill.domain.Verdict;

/** What every {@link Ledger} keeps. */
public interface LedgerContract extends StoreContract {
    @ParameterizedTest
    @EnumSource(
            value = ReportedStatus.class,
            names = {"QUEUED", "SENT", "DELIVERED", "UNDELIVERED", "FAILED", "REJECTED"})
    default void every_state_a_report_leads_to_is_read_as_it_was_written(ReportedStatus status) {
        var stores = stores();
        var message = accept(stores);
        var code = status.compareTo(ReportedStatus.DELIVERED) > 0 ? new ErrorCode("50") : ErrorCode.NONE;
        var report = Examples.report(Examples.providerId(), status, code);

        var after = appendReport(stores, message.id(), report);

        assertThat(stored(stores, message.id()).message()).isEqualTo(after);
        assertThat(stores.messages().find(message.id())).contains(after);
    }

    @Test
    default void every_state_a_submission_leads_to_is_read_as_it_was_written() {
        var stores = stores();
        for (var outcome : List.of(
                new SubmissionOutcome.Accepted(Examples.providerId()),
                new SubmissionOutcome.Unknown("silence"),
                new SubmissionOutcome.Refused(new Refusal(400, "dst is invalid")))) {
            accept(stores);
            var leased = lease(stores);
            var change = change(leased, new SubmissionEnded(1, outcome, Examples.NOW), new Schedule.Done());

            stores.ledger().append(List.of(change), List.of());

            assertThat(stored(stores, leased.message().id()).message()).isEqualTo(change.after());
        }
    }

    @Test
    default void a_deadline_that_passed_is_read_as_it_was_written() {
        var stores = stores();
        var message = accept(stores);
        var change =
                change(stored(stores, message.id()), new Evidence.DeadlinePassed(Examples.NOW), new Schedule.Done());

        stores.ledger().append(List.of(change), List.of());

        assertThat(stored(stores, message.id()).message()).isEqualTo(change.after());
        assertThat(stores.queue().lease(1, LEASE, SendingLimits.NONE)).isEmpty();
    }

    @Test
    default void a_report_is_located_by_the_id_in_its_url() {
        var stores = stores();
        var message = accept(stores);
        var report = Examples.report(Examples.providerId(), ReportedStatus.SENT);
        var unknown = Examples.nextId(Examples.NOW);

        var located = stores.ledger()
                .locate(List.of(Examples.toOwnUrl(unknown, report), Examples.toOwnUrl(message.id(), report)));

        assertThat(located)
                .containsExactly(
                        new Located(Optional.empty(), false),
                        new Located(Optional.of(stored(stores, message.id())), false));
    }

    @Test
    default void on_the_shared_url_a_report_is_located_by_the_id_of_the_provider() {
        var stores = stores();
        var message = accept(stores);
        var id = Examples.providerId();
        appendReport(stores, message.id(), Examples.report(id, ReportedStatus.QUEUED));
        var sent = Examples.report(id, ReportedStatus.SENT);

        var located = stores.ledger().locate(List.of(Examples.toSharedUrl(sent)));

        assertThat(located).containsExactly(new Located(Optional.of(stored(stores, message.id())), false));
    }

    @Test
    default void on_the_url_of_an_unknown_message_the_id_of_the_provider_does_not_count() {
        var stores = stores();
        var message = accept(stores);
        var report = Examples.report(Examples.providerId(), ReportedStatus.QUEUED);
        appendReport(stores, message.id(), report);

        var located = stores.ledger().locate(List.of(Examples.toOwnUrl(Examples.nextId(Examples.NOW), report)));

        assertThat(located).containsExactly(new Located(Optional.empty(), false));
    }

    @Test
    default void what_the_ledger_holds_already_is_known() {
        var stores = stores();
        var message = accept(stores);
        var report = Examples.report(Examples.providerId(), ReportedStatus.SENT);
        appendReport(stores, message.id(), report);

        var located = stores.ledger()
                .locate(List.of(
                        Examples.toOwnUrl(message.id(), report),
                        Examples.toSharedUrl(report),
                        Examples.toOwnUrl(
                                message.id(), Examples.report(report.providerId(), ReportedStatus.DELIVERED))));

        assertThat(located).extracting(Located::known).containsExactly(true, true, false);
    }

    @Test
    default void a_change_is_not_written_when_the_message_changed_since_it_was_read() {
        var stores = stores();
        var message = accept(stores);
        var before = stored(stores, message.id());
        var winner =
                appendReport(stores, message.id(), Examples.report(Examples.providerId(), ReportedStatus.DELIVERED));

        var loser = Examples.toOwnUrl(message.id(), Examples.report(Examples.providerId(), ReportedStatus.SENT));
        var written = stores.ledger().append(List.of(change(before, loser)), List.of());

        assertThat(written).isEmpty();
        assertThat(stored(stores, message.id()).message()).isEqualTo(winner);
        assertThat(stores.messages().timeline(message.id()).orElseThrow().entries())
                .filteredOn(ReportEntry.class::isInstance)
                .hasSize(1);
    }

    @Test
    default void of_batches_that_meet_each_writes_what_is_its_own() throws Exception {
        var stores = stores();
        var contended = accept(stores);
        var before = stored(stores, contended.id());
        var own = IntStream.range(0, 10).mapToObj(_ -> accept(stores)).toList();
        var written = new ArrayList<MessageId>();

        var prepared = own.stream()
                .map(message -> List.of(sent(before), sent(stored(stores, message.id()))))
                .toList();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var batches = prepared.stream()
                    .map(changes -> executor.submit(
                            () -> patiently(() -> stores.ledger().append(changes, List.of()))))
                    .toList();
            for (var batch : batches) {
                written.addAll(batch.get());
            }
        }

        assertThat(written)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of(contended), own.stream())
                        .map(Message::id)
                        .toList());
    }

    private static MessageChange sent(Stored before) {
        var report = Examples.report(Examples.providerId(), ReportedStatus.SENT);
        return change(before, Examples.toOwnUrl(before.message().id(), report));
    }

    @Test
    default void a_change_whose_report_the_ledger_holds_already_is_not_written() {
        var stores = stores();
        var message = accept(stores);
        var other = accept(stores);
        var report = Examples.report(Examples.providerId(), ReportedStatus.SENT);
        appendReport(stores, message.id(), report);
        var before = stored(stores, message.id());
        var otherBefore = stored(stores, other.id());
        var taken = Examples.toOwnUrl(message.id(), report);
        var beside = Examples.toOwnUrl(other.id(), Examples.report(Examples.providerId(), ReportedStatus.SENT));
        var again = new Receipt(message.id(), report.fingerprint(), report.receivedAt());

        var written =
                stores.ledger().append(List.of(change(before, taken), change(otherBefore, beside)), List.of(again));

        assertThat(written).doesNotContain(message.id());
        assertThat(stored(stores, message.id())).isEqualTo(before);
        assertThat(stored(stores, other.id()).equals(otherBefore)).isEqualTo(!written.contains(other.id()));
        assertThat(stores.messages().timeline(message.id()).orElseThrow().entries())
                .filteredOn(ReportEntry.class::isInstance)
                .singleElement()
                .extracting(entry -> ((ReportEntry) entry).receipts())
                .isEqualTo(2L);
    }

    @Test
    default void a_change_says_how_its_message_is_stored() {
        for (var schedule :
                List.of(new Schedule.Unchanged(), new Schedule.DueAfter(Duration.ofMinutes(1)), new Schedule.Done())) {
            var stores = stores();
            accept(stores);
            var busy =
                    new SubmissionEnded(1, new SubmissionOutcome.NotAccepted("busy", Optional.empty()), Examples.NOW);
            var leased = lease(stores);
            var waits = new MessageChange(
                    leased, leased.message(), List.of(), List.of(busy), List.of(), Set.of(), schedule);

            stores.ledger().append(List.of(waits), List.of());
            var waiting = stored(stores, leased.message().id());
            var sent = Examples.toOwnUrl(
                    leased.message().id(), Examples.report(Examples.providerId(), ReportedStatus.SENT));
            var reported = change(waiting, sent);
            stores.ledger().append(List.of(reported), List.of());

            assertThat(waiting).isEqualTo(waits.stored());
            assertThat(stored(stores, leased.message().id())).isEqualTo(reported.stored());
        }
    }

    @Test
    default void of_racing_writers_exactly_one_wins_each_revision() throws Exception {
        var stores = stores();
        var message = accept(stores);
        var before = stored(stores, message.id());
        var wins = new ArrayList<MessageId>();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var racers = IntStream.range(0, 10)
                    .mapToObj(_ -> Examples.toOwnUrl(
                            message.id(), Examples.report(Examples.providerId(), ReportedStatus.SENT)))
                    .map(report -> executor.submit(() ->
                            patiently(() -> stores.ledger().append(List.of(change(before, report)), List.of()))))
                    .toList();
            for (var racer : racers) {
                wins.addAll(racer.get());
            }
        }

        assertThat(wins).containsExactly(message.id());
    }

    @Test
    default void events_are_numbered_in_the_order_of_the_message() {
        var stores = stores();
        var message = accept(stores);
        var id = Examples.providerId();
        lease(stores);
        appendReport(stores, message.id(), Examples.report(id, ReportedStatus.QUEUED));
        appendReport(stores, message.id(), Examples.report(id, ReportedStatus.DELIVERED));

        var events = stores.messages().timeline(message.id()).orElseThrow().entries().stream()
                .filter(EventEntry.class::isInstance)
                .map(EventEntry.class::cast)
                .toList();

        assertThat(events).extracting(EventEntry::version).containsExactly(1L, 2L, 3L, 4L);
        assertThat(events)
                .extracting(EventEntry::status)
                .containsExactly(Status.ACCEPTED, Status.SUBMITTING, Status.QUEUED, Status.DELIVERED);
        assertThat(stored(stores, message.id()).version()).isEqualTo(4);
    }

    @Test
    default void a_report_is_read_in_the_timeline_as_it_came() {
        var stores = stores();
        var message = accept(stores);
        var report = Examples.report(Examples.providerId(), ReportedStatus.SENT);
        appendReport(stores, message.id(), report);

        var entries = stores.messages().timeline(message.id()).orElseThrow().entries();

        var raw = Examples.toOwnUrl(message.id(), report).raw();
        assertThat(entries)
                .filteredOn(ReportEntry.class::isInstance)
                .containsExactly(
                        new ReportEntry(report, Verdict.APPLIED, 1, report.receivedAt(), "V3", Optional.of(raw), 0));
    }

    @Test
    default void a_receipt_is_counted_and_changes_nothing_else() {
        var stores = stores();
        var message = accept(stores);
        var report = Examples.report(Examples.providerId(), ReportedStatus.SENT);
        appendReport(stores, message.id(), report);
        var before = stored(stores, message.id());
        var again = new Receipt(
                message.id(), report.fingerprint(), report.receivedAt().plusSeconds(60));

        stores.ledger().append(List.of(), List.of(again, again));

        assertThat(stored(stores, message.id())).isEqualTo(before);
        assertThat(stores.messages().timeline(message.id()).orElseThrow().entries())
                .filteredOn(ReportEntry.class::isInstance)
                .singleElement()
                .satisfies(entry -> {
                    var reported = (ReportEntry) entry;
                    assertThat(reported.receipts()).isEqualTo(3);
                    assertThat(reported.lastReceivedAt())
                            .isEqualTo(report.receivedAt().plusSeconds(60));
                });
    }

    @Test
    default void attempts_are_told_in_the_timeline() {
        var stores = stores();
        accept(stores);
        var leased = lease(stores);
        var outcome = new SubmissionOutcome.Accepted(Examples.providerId());
        var ended = new SubmissionEnded(1, outcome, Examples.NOW);

        stores.ledger().append(List.of(change(leased, ended, new Schedule.Done())), List.of());

        assertThat(stores.messages()
                        .timeline(leased.message().id())
                        .orElseThrow()
                        .entries())
                .contains(new AttemptEntry(Examples.NOW, 1, outcome));
    }

    @Test
    default void one_attempt_may_have_an_unknown_outcome_and_later_the_true_one() {
        var stores = stores();
        accept(stores);
        var id = lease(stores).message().id();
        var unknown = new SubmissionEnded(1, new SubmissionOutcome.Unknown("silence"), Examples.NOW);
        var accepted = new SubmissionEnded(1, new SubmissionOutcome.Accepted(Examples.providerId()), Examples.NOW);

        stores.ledger().append(List.of(change(stored(stores, id), unknown, new Schedule.Done())), List.of());
        stores.ledger().append(List.of(change(stored(stores, id), accepted, new Schedule.Unchanged())), List.of());

        assertThat(stored(stores, id).message().state().status()).isEqualTo(Status.SUBMITTED);
        assertThat(stores.ledger().histories(Set.of(id)).get(id)).contains(unknown, accepted);
    }

    @Test
    default void the_history_folds_to_the_message() {
        var stores = stores();
        var message = accept(stores);
        var id = Examples.providerId();
        var leased = lease(stores);
        var accepted = new SubmissionEnded(1, new SubmissionOutcome.Accepted(id), Examples.NOW);
        stores.ledger().append(List.of(change(leased, accepted, new Schedule.Done())), List.of());
        appendReport(stores, message.id(), Examples.report(id, ReportedStatus.SENT));
        var last = appendReport(
                stores, message.id(), Examples.report(id, ReportedStatus.UNDELIVERED, new ErrorCode("30")));

        var history = stores.ledger().histories(Set.of(message.id())).getOrDefault(message.id(), List.of());

        assertThat(history).hasSize(4);
        assertThat(message.refolded(history)).isEqualTo(last);
    }

    /** Of two ends the first in the ledger stands. */
    @Test
    default void an_attempt_stands_in_the_ledger_before_the_report_that_is_written_with_it() {
        var stores = stores();
        accept(stores);
        var leased = lease(stores);
        var id = leased.message().id();
        var refused =
                new SubmissionEnded(1, new SubmissionOutcome.Refused(new Refusal(400, "dst is invalid")), Examples.NOW);
        var delivered = Examples.report(Examples.providerId(), ReportedStatus.DELIVERED);
        var byAttempt = change(leased, refused, new Schedule.Done());
        var change = new MessageChange(
                leased,
                byAttempt.after(),
                List.of(new JudgedReport(Examples.toOwnUrl(id, delivered), Verdict.CONTRADICTORY, 1)),
                byAttempt.attempts(),
                byAttempt.events(),
                Set.of(),
                byAttempt.schedule());

        stores.ledger().append(List.of(change), List.of());

        var history = stores.ledger().histories(Set.of(id)).getOrDefault(id, List.of());
        assertThat(history).containsSubsequence(refused, new Reported(delivered));
        assertThat(leased.message().refolded(history)).isEqualTo(change.after());
    }

    @Test
    default void a_message_under_two_ids_is_located_by_both() {
        var stores = stores();
        var message = accept(stores);
        var first = Examples.providerId();
        var second = Examples.providerId();
        appendReport(stores, message.id(), Examples.report(first, ReportedStatus.QUEUED));

        var delivered = appendReport(stores, message.id(), Examples.report(second, ReportedStatus.DELIVERED));
        var located = stores.ledger()
                .locate(List.of(
                        Examples.toSharedUrl(Examples.report(first, ReportedStatus.SENT)),
                        Examples.toSharedUrl(Examples.report(second, ReportedStatus.SENT))));

        assertThat(delivered.furtherIds()).isEqualTo(1);
        assertThat(located)
                .extracting(
                        found -> found.message().map(stored -> stored.message().id()))
                .containsExactly(Optional.of(message.id()), Optional.of(message.id()));
    }

    @Test
    default void changes_of_many_messages_are_written_together() {
        var stores = stores();
        var messages = IntStream.range(0, 5).mapToObj(_ -> accept(stores)).toList();
        var changes = messages.stream()
                .map(message -> change(
                        stored(stores, message.id()),
                        Examples.toOwnUrl(
                                message.id(), Examples.report(Examples.providerId(), ReportedStatus.DELIVERED))))
                .toList();

        var written = stores.ledger().append(changes, List.of());

        assertThat(written)
                .containsExactlyInAnyOrderElementsOf(
                        messages.stream().map(Message::id).toList());
    }

    /** Judges the report as the use case would, and writes it. */
    private Message appendReport(Stores stores, MessageId id, DeliveryReport report) {
        var change = change(stores, stored(stores, id), Examples.toOwnUrl(id, report), report);
        assertThat(stores.ledger().append(List.of(change), List.of())).containsExactly(id);
        return change.after();
    }

    private static MessageChange change(Stored before, ReceivedReport received) {
        var report = ((ReceivedReport.Content.Usable) received.content()).report();
        var transition = before.message().on(new Reported(report));
        return change(before, received, transition);
    }

    private static MessageChange change(Stores stores, Stored before, ReceivedReport received, DeliveryReport report) {
        var id = before.message().id();
        var evidence = new Reported(report);
        var history = stores.ledger().histories(Set.of(id)).getOrDefault(id, List.of());
        return change(before, received, before.message().on(evidence, history));
    }

    private static MessageChange change(Stored before, ReceivedReport received, Transition transition) {
        var after = transition.after();
        var events = transition.changesStatus()
                ? List.of(new StatusEvent(after.state().status(), received.receivedAt()))
                : List.<StatusEvent>of();
        return new MessageChange(
                before,
                after,
                List.of(new JudgedReport(received, transition.verdict(), 1)),
                List.of(),
                events,
                Set.of(),
                new Schedule.Done());
    }
}
