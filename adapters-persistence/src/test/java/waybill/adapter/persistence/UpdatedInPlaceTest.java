package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.MessageChange.JudgedReport;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.MessageChange.StatusEvent;
import waybill.application.port.out.Stores;
import waybill.domain.Evidence;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;

/** Whether a report leaves the indexes of its message alone, as PostgreSQL itself counts it. */
class UpdatedInPlaceTest {
    private static final int MESSAGES = 5;

    private final Stores stores = TestDatabase.emptyStores();

    @Test
    void a_report_changes_its_message_in_place() throws SQLException {
        var id = Examples.providerId();
        var messages = Stream.generate(Examples::message).limit(MESSAGES).toList();
        stores.messages().accept(messages.stream().map(Examples::withoutKey).toList());
        messages.forEach(message -> report(message, id, ReportedStatus.QUEUED));
        long before = inPlace();

        messages.forEach(message -> report(message, id, ReportedStatus.SENT));
        messages.forEach(message -> report(message, id, ReportedStatus.DELIVERED));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(inPlace() - before).isEqualTo(2 * MESSAGES));
    }

    private void report(Message message, ProviderId id, ReportedStatus status) {
        var before = Optional.ofNullable(
                        stores.ledger().find(Set.of(message.id())).get(message.id()))
                .orElseThrow();
        var report = Examples.report(id, status);
        var transition = before.message().on(new Evidence.Reported(report));
        var judged = new JudgedReport(Examples.toOwnUrl(message.id(), report), transition.verdict(), 1);
        var event = new StatusEvent(transition.after().state().status(), report.receivedAt());
        var change = new MessageChange(
                before, transition.after(), List.of(judged), List.of(), List.of(event), Set.of(), new Schedule.Done());
        assertThat(stores.ledger().append(List.of(change), List.of())).containsExactly(message.id());
    }

    private static long inPlace() throws SQLException {
        try (var connection = TestDatabase.connection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT sum(n_tup_hot_upd) FROM pg_stat_user_tables
                        WHERE relname ~ '^message_([0-9]{4}_[0-9]{2}|default)$'
                        """)) {
            row.next();
            return row.getLong(1);
        }
    }
}
