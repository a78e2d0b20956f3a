package waybill.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.LookupQueue.Waits;
import waybill.application.port.out.MessageChange.JudgedReport;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.application.port.out.Timeline.LookupEntry;
import waybill.domain.Evidence.Reported;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.ReportedStatus;
import waybill.domain.SubmissionOutcome;

/** What every queue of look-ups keeps. */
public interface LookupQueueContract extends StoreContract {
    Waits AT_ONCE = new Waits(Duration.ZERO, Duration.ZERO, Duration.ofHours(1));
    Waits LONG = new Waits(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));

    @Test
    default void what_was_not_submitted_is_not_looked_up() {
        var stores = stores();
        accept(stores);
        accept(stores);

        lease(stores);

        assertThat(take(stores, AT_ONCE)).isEmpty();
    }

    @Test
    default void what_may_have_left_is_looked_up_with_or_without_an_id() {
        var stores = stores();
        var submitted = submit(stores, new SubmissionOutcome.Accepted(Examples.providerId()));
        var unconfirmed = submit(stores, new SubmissionOutcome.Unknown("no answer"));

        assertThat(take(stores, AT_ONCE))
                .extracting(stored -> stored.message().id())
                .containsExactly(submitted.id(), unconfirmed.id());
    }

    @Test
    default void what_was_looked_up_waits_and_keeps_its_revision() {
        var stores = stores();
        var message = submit(stores, new SubmissionOutcome.Accepted(Examples.providerId()));
        var before = stored(stores, message.id());

        var taken = take(stores, LONG);

        assertThat(taken).containsExactly(before);
        assertThat(stored(stores, message.id())).isEqualTo(before);
        assertThat(take(stores, LONG)).isEmpty();
    }

    @Test
    default void it_waits_no_longer_than_the_longest() {
        var stores = stores();
        submit(stores, new SubmissionOutcome.Accepted(Examples.providerId()));

        take(stores, new Waits(Duration.ofHours(1), Duration.ZERO, Duration.ofHours(9)));

        assertThat(take(stores, LONG)).hasSize(1);
    }

    @Test
    default void it_comes_when_it_is_to_be_closed_whatever_its_wait() {
        var stores = stores();
        submit(stores, new SubmissionOutcome.Accepted(Examples.providerId()));

        take(stores, new Waits(Duration.ZERO, Duration.ofHours(9), Duration.ZERO));

        assertThat(take(stores, LONG)).hasSize(1);
    }

    @Test
    default void a_change_begins_the_wait_again() {
        var stores = stores();
        var message = submit(stores, new SubmissionOutcome.Accepted(Examples.providerId()));
        take(stores, LONG);

        record(stores, message, ReportedStatus.SENT);

        assertThat(take(stores, LONG)).hasSize(1);
    }

    @Test
    default void what_has_ended_or_closed_is_not_looked_up() {
        var stores = stores();
        var ended = submit(stores, new SubmissionOutcome.Accepted(Examples.providerId()));
        var closed = submit(stores, new SubmissionOutcome.Accepted(Examples.providerId()));

        record(stores, ended, ReportedStatus.DELIVERED);
        close(stores, closed);

        assertThat(take(stores, AT_ONCE)).isEmpty();
    }

    @Test
    default void a_message_closed_without_an_end_is_read_as_it_was_written() {
        var stores = stores();
        var message = submit(stores, new SubmissionOutcome.Accepted(Examples.providerId()));

        var closed = close(stores, message);

        assertThat(stores.messages().find(message.id())).contains(closed);
        assertThat(closed.outcome()).contains("unconfirmed");
    }

    @Test
    default void an_end_after_the_closing_takes_its_place() {
        var stores = stores();
        var message = submit(stores, new SubmissionOutcome.Accepted(Examples.providerId()));
        close(stores, message);

        record(stores, message, ReportedStatus.DELIVERED);

        assertThat(stores.messages().find(message.id()).flatMap(Message::outcome))
                .contains("delivered");
    }

    @Test
    default void look_ups_take_at_most_a_fifth_of_the_requests() {
        var stores = stores();
        for (int i = 0; i < 10; i++) {
            submit(stores, new SubmissionOutcome.Accepted(Examples.providerId()));
        }

        int taken = take(stores, LONG, new SendingLimits(0, 10, 0))
                + take(stores, LONG, new SendingLimits(0, 10, 0))
                + take(stores, LONG, new SendingLimits(0, 10, 0));

        assertThat(taken).isLessThanOrEqualTo(2);
    }

    @Test
    default void an_answer_that_was_looked_up_is_an_entry_of_its_own_kind() {
        var stores = stores();
        var message = submit(stores, new SubmissionOutcome.Accepted(Examples.providerId()));

        var answer = record(stores, message, ReportedStatus.DELIVERED);

        assertThat(stores.messages().timeline(message.id()).orElseThrow().entries())
                .filteredOn(LookupEntry.class::isInstance)
                .singleElement()
                .satisfies(entry ->
                        assertThat(((LookupEntry) entry).report().fingerprint()).isEqualTo(answer.fingerprint()));
    }

    private static List<Stored> take(Stores stores, Waits waits) {
        return stores.lookups().take(10, waits, SendingLimits.NONE);
    }

    private static int take(Stores stores, Waits waits, SendingLimits limits) {
        return stores.lookups().take(10, waits, limits).size();
    }

    private Message submit(Stores stores, SubmissionOutcome outcome) {
        accept(stores);
        var leased = lease(stores);
        var ended = new SubmissionEnded(1, outcome, leased.message().state().since());
        var change = change(leased, ended, new Schedule.Done());
        assertThat(stores.ledger().append(List.of(change), List.of())).hasSize(1);
        return change.after();
    }

    private ReceivedReport record(Stores stores, Message message, ReportedStatus status) {
        var before = stored(stores, message.id());
        var report =
                Examples.report(before.message().state().providerIdIfKnown().orElseThrow(), status);
        var received = ReceivedReport.lookedUp(message.id(), report, new RawBody(new byte[] {'{', '}'}));
        var transition = before.message().on(new Reported(report));
        var change = new MessageChange(
                before,
                transition.after(),
                List.of(new JudgedReport(received, transition.verdict(), 1)),
                List.of(),
                List.of(),
                Set.of(),
                new Schedule.Unchanged());
        assertThat(stores.ledger().append(List.of(change), List.of())).hasSize(1);
        return received;
    }

    private Message close(Stores stores, Message message) {
        var before = stored(stores, message.id());
        var closed = before.message().closedWithoutEnd(Instant.parse("2026-11-23T10:00:00.000001Z"));
        var change =
                new MessageChange(before, closed, List.of(), List.of(), List.of(), Set.of(), new Schedule.Unchanged());
        assertThat(stores.ledger().append(List.of(change), List.of())).hasSize(1);
        return closed;
    }
}
