package waybill.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Ledger.Receipt;
import waybill.application.port.out.LostCallbacks.LostInHour;
import waybill.application.port.out.MessageChange.JudgedReport;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.domain.DeliveryReport;
import waybill.domain.Evidence.Reported;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;

/** What everyone who counts lost callbacks keeps. */
public interface LostCallbacksContract extends StoreContract {
    Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    default void what_only_look_ups_told_is_counted_by_hour_and_status() {
        var stores = stores();
        lookUp(stores, submit(stores), ReportedStatus.DELIVERED, TEN);
        lookUp(stores, submit(stores), ReportedStatus.DELIVERED, TEN.plus(Duration.ofMinutes(59)));
        lookUp(stores, submit(stores), ReportedStatus.FAILED, TEN.plus(Duration.ofMinutes(59)));
        lookUp(stores, submit(stores), ReportedStatus.DELIVERED, TEN.plus(Duration.ofHours(1)));

        assertThat(stores.lostCallbacks().since(TEN))
                .containsExactly(
                        new LostInHour(TEN.plus(Duration.ofHours(1)), Status.DELIVERED, 1),
                        new LostInHour(TEN, Status.DELIVERED, 2),
                        new LostInHour(TEN, Status.FAILED, 1));
        assertThat(stores.lostCallbacks().since(TEN.plus(Duration.ofHours(1)))).hasSize(1);
    }

    @Test
    default void what_a_callback_told_before_or_tells_later_was_not_lost() {
        var stores = stores();
        var told = submit(stores);
        call(stores, told, ReportedStatus.DELIVERED);
        lookUp(stores, told, ReportedStatus.DELIVERED, TEN);
        var late = submit(stores);
        lookUp(stores, late, ReportedStatus.DELIVERED, TEN);
        call(stores, late, ReportedStatus.DELIVERED);

        assertThat(stores.lostCallbacks().since(TEN)).isEmpty();
    }

    @Test
    default void of_a_message_that_lost_more_than_one_callback_what_the_look_up_told_counts() {
        var stores = stores();
        var message = submit(stores);
        call(stores, message, ReportedStatus.QUEUED);
        lookUp(stores, message, ReportedStatus.DELIVERED, TEN);
        var again = new Receipt(message, Examples.fingerprint(message + ReportedStatus.DELIVERED.name()), TEN);
        stores.ledger().append(List.of(), List.of(again));

        assertThat(stores.lostCallbacks().since(TEN)).containsExactly(new LostInHour(TEN, Status.DELIVERED, 1));
    }

    private MessageId submit(Stores stores) {
        accept(stores);
        var leased = lease(stores);
        var outcome = new SubmissionOutcome.Accepted(Examples.providerId());
        var ended = new SubmissionEnded(1, outcome, leased.message().state().since());
        var change = change(leased, ended, new Schedule.Done());
        assertThat(stores.ledger().append(List.of(change), List.of())).hasSize(1);
        return change.after().id();
    }

    private void lookUp(Stores stores, MessageId id, ReportedStatus status, Instant at) {
        var told = Examples.report(providerId(stores, id), status);
        var report = new DeliveryReport(
                Examples.fingerprint(id + status.name()),
                told.providerId(),
                Optional.empty(),
                status,
                told.statusText(),
                Optional.empty(),
                told.errorCode(),
                told.cost(),
                told.network(),
                told.times(),
                told.from(),
                told.to(),
                told.powerpackId(),
                at);
        record(stores, ReceivedReport.lookedUp(id, report, new RawBody(new byte[] {'{', '}'})));
    }

    private void call(Stores stores, MessageId id, ReportedStatus status) {
        record(stores, Examples.toOwnUrl(id, Examples.report(providerId(stores, id), status)));
    }

    private ProviderId providerId(Stores stores, MessageId id) {
        return stored(stores, id).message().state().providerIdIfKnown().orElseThrow();
    }

    private void record(Stores stores, ReceivedReport received) {
        var report = ((ReceivedReport.Content.Usable) received.content()).report();
        var before = stored(stores, received.ownId().flatMap(MessageId::parse).orElseThrow());
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
    }
}
