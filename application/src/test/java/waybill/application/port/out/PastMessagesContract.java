package waybill.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.MessageChange.JudgedReport;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.MessageChange.StatusEvent;
import waybill.application.port.out.OrphanReports.Kept;
import waybill.application.port.out.OrphanReports.OrphanQuery;
import waybill.application.port.out.Timeline.AttemptEntry;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.domain.DeliveryReport;
import waybill.domain.DeliveryState;
import waybill.domain.Evidence;
import waybill.domain.Message;
import waybill.domain.Refusal;
import waybill.domain.ReportedStatus;
import waybill.domain.SubmissionOutcome;

/** What every keeper of the past keeps to. */
public interface PastMessagesContract extends StoreContract {
    /** So long ago that no month is made for it ahead. */
    Duration AGE = Duration.ofDays(200);

    @Test
    default void a_redacted_message_is_still_read_and_tells_all_but_text_and_numbers() {
        var stores = stores();
        var delivered = delivered(stores, old());

        assertThat(redact(stores)).isOne();

        var read = stores.messages().find(delivered.id()).orElseThrow();
        assertThat(read).isEqualTo(delivered.redacted());
        assertThat(read.isRedacted()).isTrue();
        assertThat(read.state()).isEqualTo(delivered.state());
    }

    @Test
    default void of_redacted_reports_neither_body_nor_numbers_are_left() {
        var stores = stores();
        var delivered = delivered(stores, old());

        redact(stores);

        var timeline = stores.messages().timeline(delivered.id()).orElseThrow();
        assertThat(timeline.entries())
                .filteredOn(ReportEntry.class::isInstance)
                .singleElement()
                .satisfies(entry -> {
                    var report = (ReportEntry) entry;
                    assertThat(report.raw()).isEmpty();
                    assertThat(report.report().from()).isEmpty();
                    assertThat(report.report().to()).isEmpty();
                    assertThat(report.report().status()).isEqualTo(ReportedStatus.DELIVERED);
                });
    }

    @Test
    default void what_the_provider_said_in_refusing_a_message_goes_too() {
        var stores = stores();
        accept(stores, Examples.message(longAgo(), AGE.toSeconds() * 2));
        var leased = lease(stores);
        var refused = new SubmissionOutcome.Refused(new Refusal(400, "dst 15555550000 is invalid"));
        var evidence = new Evidence.SubmissionEnded(
                leased.attempts(), refused, Instant.now().truncatedTo(ChronoUnit.MICROS));
        stores.ledger().append(List.of(change(leased, evidence, new Schedule.Done())), List.of());

        redact(stores);

        var timeline = stores.messages().timeline(leased.message().id()).orElseThrow();
        var nothingSaid = new Refusal(400, "");
        assertThat(timeline.message().isRedacted()).isTrue();
        assertThat(timeline.message().state()).isEqualTo(new DeliveryState.Refused(nothingSaid, evidence.at()));
        assertThat(timeline.entries())
                .filteredOn(AttemptEntry.class::isInstance)
                .singleElement()
                .extracting(entry -> ((AttemptEntry) entry).outcome())
                .isEqualTo(new SubmissionOutcome.Refused(nothingSaid));
    }

    @Test
    default void what_is_open_or_younger_stays_readable() {
        var stores = stores();
        var open = accept(stores, old());
        var young = delivered(stores, Examples.message());

        assertThat(redact(stores)).isZero();

        assertThat(stores.messages().find(open.id())).contains(open);
        assertThat(stores.messages().find(young.id())).contains(young);
    }

    @Test
    default void it_is_redacted_once() {
        var stores = stores();
        delivered(stores, old());

        redact(stores);

        assertThat(redact(stores)).isZero();
    }

    @Test
    default void what_comes_for_a_redacted_message_still_counts_and_is_redacted_at_the_next_time() {
        var stores = stores();
        var delivered = delivered(stores, old());
        redact(stores);
        var before = stored(stores, delivered.id());
        var late = Examples.report(delivered.state().providerIdIfKnown().orElseThrow(), ReportedStatus.SENT);

        assertThat(stores.ledger().append(List.of(reported(before, late)), List.of()))
                .contains(delivered.id());
        assertThat(redact(stores)).isOne();

        var timeline = stores.messages().timeline(delivered.id()).orElseThrow();
        assertThat(timeline.message().state()).isEqualTo(delivered.state());
        assertThat(timeline.entries())
                .filteredOn(ReportEntry.class::isInstance)
                .hasSize(2)
                .allSatisfy(entry -> assertThat(((ReportEntry) entry).raw()).isEmpty());
    }

    @Test
    default void whoever_read_a_message_before_it_was_redacted_does_not_write_it_back() {
        var stores = stores();
        var delivered = delivered(stores, old());
        var before = stored(stores, delivered.id());
        redact(stores);
        var late = Examples.report(delivered.state().providerIdIfKnown().orElseThrow(), ReportedStatus.SENT);

        assertThat(stores.ledger().append(List.of(reported(before, late)), List.of()))
                .isEmpty();
    }

    @Test
    default void redaction_goes_in_steps_from_the_oldest_on() {
        var stores = stores();
        var messages = List.of(delivered(stores, old()), delivered(stores, old()), delivered(stores, old()));
        var past = stores.past();

        var first = past.redact(Optional.empty(), bound(), 2);
        var second = past.redact(first.last(), bound(), 2);

        assertThat(first)
                .isEqualTo(new PastMessages.Step(2, Optional.of(messages.get(1).id())));
        assertThat(second).isEqualTo(new PastMessages.Step(1, Optional.empty()));
    }

    @Test
    default void an_orphan_that_was_redacted_is_still_listed_and_found() {
        var stores = stores();
        var id = Examples.providerId();
        var orphan = Examples.toSharedUrl(Examples.report(id, ReportedStatus.SENT));
        stores.orphanReports().keep(List.of(new Kept(Examples.nextId(longAgo()).value(), orphan)));

        assertThat(stores.past().redactOrphans(bound(), 10)).isOne();
        assertThat(stores.past().redactOrphans(bound(), 10)).isZero();

        assertThat(stores.orphanReports()
                        .list(new OrphanQuery(Optional.empty(), 10))
                        .items())
                .singleElement()
                .satisfies(listed -> assertThat(listed.to() + listed.from()).isEmpty());
        assertThat(stores.orphanReports().find(Set.of(id), 10))
                .singleElement()
                .satisfies(found -> assertThat(found.raw().bytes()).isEmpty());
    }

    @Test
    default void a_young_orphan_stays_as_it_is() {
        var stores = stores();
        var orphan = Examples.toSharedUrl(Examples.report(Examples.providerId(), ReportedStatus.SENT));
        stores.orphanReports()
                .keep(List.of(new Kept(Examples.nextId(Instant.now()).value(), orphan)));

        assertThat(stores.past().redactOrphans(bound(), 10)).isZero();
        assertThat(stores.past().removeRows(bound(), 10)).isZero();
    }

    @Test
    default void a_message_that_is_removed_takes_all_its_history_along() {
        var stores = stores();
        var gone = delivered(stores, old());
        var young = delivered(stores, Examples.message());

        forget(stores);

        assertThat(stores.messages().timeline(gone.id())).isEmpty();
        assertThat(stores.ledger().histories(Set.of(gone.id())).getOrDefault(gone.id(), List.of()))
                .isEmpty();
        assertThat(stores.messages().find(young.id())).contains(young);
    }

    @Test
    default void an_open_message_is_never_removed() {
        var stores = stores();
        var open = accept(stores, old());

        forget(stores);

        assertThat(stores.messages().find(open.id())).contains(open);
    }

    @Test
    default void an_old_orphan_is_removed() {
        var stores = stores();
        var orphan = Examples.toSharedUrl(Examples.report(Examples.providerId(), ReportedStatus.SENT));
        stores.orphanReports().keep(List.of(new Kept(Examples.nextId(longAgo()).value(), orphan)));

        forget(stores);

        assertThat(stores.orphanReports()
                        .list(new OrphanQuery(Optional.empty(), 10))
                        .items())
                .isEmpty();
    }

    private static int redact(Stores stores) {
        return stores.past().redact(Optional.empty(), bound(), 100).redacted();
    }

    private static void forget(Stores stores) {
        stores.past().removeRows(bound(), 100);
        stores.past().dropMonths(bound());
    }

    private static Instant bound() {
        return longAgo().plus(Duration.ofDays(1));
    }

    private static Instant longAgo() {
        return Instant.now().truncatedTo(ChronoUnit.DAYS).minus(AGE);
    }

    private static Message old() {
        return Examples.message(longAgo(), 3600);
    }

    /** A message that was submitted and of whose delivery one report came. */
    private Message delivered(Stores stores, Message message) {
        accept(stores, message);
        var report = Examples.report(Examples.providerId(), ReportedStatus.DELIVERED);
        var change = reported(stored(stores, message.id()), report);
        assertThat(stores.ledger().append(List.of(change), List.of())).contains(message.id());
        return stores.messages().find(message.id()).orElseThrow();
    }

    private static MessageChange reported(Stored before, DeliveryReport report) {
        var transition = before.message().on(new Evidence.Reported(report));
        var after = transition.after();
        return new MessageChange(
                before,
                after,
                List.of(new JudgedReport(Examples.toOwnUrl(before.message().id(), report), transition.verdict(), 1)),
                List.of(),
                transition.changesStatus()
                        ? List.of(new StatusEvent(
                                after.state().status(), after.state().since()))
                        : List.of(),
                Set.of(),
                new Schedule.Done());
    }
}
