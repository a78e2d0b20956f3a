package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.LookupQueueContract;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.MessageChange.JudgedReport;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.MessageChange.StatusEvent;
import waybill.application.port.out.Stored;
import waybill.domain.DeliveryReport;
import waybill.domain.Evidence;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;

/** Whether a report leaves the indexes of its message alone, as PostgreSQL itself counts it. */
class UpdatedInPlaceTest {
    /** Several pages of neighbours, which one batch changes all at once. */
    private static final int MANY = 100;

    /** Of two for each message. With a fill factor of 70 it would be 145; with the status indexed, none. */
    private static final long LEAST_IN_PLACE = 170;

    @Test
    void a_report_changes_its_message_in_place() throws SQLException {
        assertThat(inPlace("in_place", 5)).isEqualTo(2 * 5);
    }

    @Test
    void so_do_reports_of_all_messages_of_a_page() throws SQLException {
        assertThat(inPlace("pages_in_place", MANY)).isBetween(LEAST_IN_PLACE, 2L * MANY);
    }

    /** Of messages that are reported on thrice, how many updates after the first were in place. */
    private static long inPlace(String databaseName, int count) throws SQLException {
        var config =
                TestDatabase.config(TestDatabase.createDatabase(databaseName), TestDatabase.KIND, TestDatabase.ACCOUNT);
        var messages = Stream.generate(Examples::message).limit(count).toList();
        // What its sessions counted is told when they end.
        try (var database = Database.open(config)) {
            var id = Examples.providerId();
            var ledger = database.ledger(LookupQueueContract.LOOKUP_AFTER);
            database.messages()
                    .accept(messages.stream().map(Examples::withoutKey).toList());

            report(ledger, messages, id, ReportedStatus.QUEUED);
            report(ledger, messages, id, ReportedStatus.SENT);
            report(ledger, messages, id, ReportedStatus.DELIVERED);
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(updates(config, "n_tup_upd")).isEqualTo(3L * count));
        return updates(config, "n_tup_hot_upd");
    }

    private static void report(Ledger ledger, List<Message> messages, ProviderId id, ReportedStatus status) {
        var ids = messages.stream().map(Message::id).collect(Collectors.toSet());
        var changes = ledger.find(ids).values().stream()
                .map(stored -> change(stored, Examples.report(id, status)))
                .toList();

        assertThat(ledger.append(changes, List.of())).isEqualTo(ids);
    }

    private static MessageChange change(Stored before, DeliveryReport report) {
        var transition = before.message().on(new Evidence.Reported(report));
        var judged = new JudgedReport(Examples.toOwnUrl(before.message().id(), report), transition.verdict(), 1);
        var event = new StatusEvent(transition.after().state().status(), report.receivedAt());
        return new MessageChange(
                before, transition.after(), List.of(judged), List.of(), List.of(event), Set.of(), new Schedule.Done());
    }

    private static long updates(DatabaseConfig config, String counter) throws SQLException {
        try (var connection = DriverManager.getConnection(config.url(), config.user(), config.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT coalesce(sum(%s), 0) FROM pg_stat_user_tables
                        WHERE relname ~ '^message_([0-9]{4}_[0-9]{2}|default)$'
                        """.formatted(counter))) {
            row.next();
            return row.getLong(1);
        }
    }
}
