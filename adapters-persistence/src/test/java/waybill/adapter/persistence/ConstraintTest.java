package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.out.Examples;

/** The database tells what the sealed types cannot say. */
class ConstraintTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "status = 'sent'                                                    | provider_id_by_status",
                "status = 'submitted'                                               | provider_id_by_status",
                "status = 'accepted', provider_id = 'x'                             | provider_id_by_status",
                "status = 'failed', closed_at = now(), outcome = 'failed'           | provider_id_by_status",
                "refused_status = 400                                               | refusal_by_status",
                "refused_status = 400, refused_detail = ''                          | refusal_by_status",
                "error_code = '50'                                                  | error_by_status",
                "closed_at = now()                                                  | closed_with_outcome",
                "outcome = 'delivered'                                              | closed_with_outcome",
                "outcome = 'lost', closed_at = now()                                | outcome_known",
                "status = 'expired', due_at = NULL                                  | closed_at_end",
                "status = 'expired', closed_at = now(), outcome = 'delivered'       | closed_at_end",
                "status = 'expired', closed_at = now(), outcome = 'expired'         | schedule_by_status",
                "leased_until = now()                                               | due_or_leased",
                "cost_amount = 1                                                    | cost_whole",
                "mcc = '310'                                                        | network_whole",
                "report_fingerprint = decode('00', 'hex')                           | report_by_status"
            })
    void a_row_that_no_state_can_be_is_told(String change, String rule) {
        accept();

        TestDatabase.execute("UPDATE message SET " + change);

        assertThat(TestDatabase.unsoundRows()).contains("message: " + rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"message", "message_event"})
    void a_status_that_there_is_not_is_told(String table) {
        accept();

        TestDatabase.execute("UPDATE %s SET status = 'lost'".formatted(table));

        assertThat(TestDatabase.unsoundRows()).contains(table + ": status_known");
    }

    @Test
    void a_status_that_is_not_listed_is_told() {
        accept();

        TestDatabase.execute("UPDATE message_status SET status = 'sent'");

        assertThat(TestDatabase.unsoundRows())
                .containsExactlyInAnyOrder("message: status_listed", "message_status: of_its_message");
    }

    @ParameterizedTest
    @CsvSource({"accepted, now()", "unconfirmed, NULL"})
    void what_is_looked_up_although_not_open_or_never_although_open_is_told(String status, String nextLookup) {
        accept();

        TestDatabase.execute("UPDATE message SET status = '%s', due_at = NULL".formatted(status));
        TestDatabase.execute(
                "UPDATE message_status SET status = '%s', next_lookup_at = %s".formatted(status, nextLookup));

        assertThat(TestDatabase.unsoundRows()).containsExactly("message_status: looked_up_while_open");
    }

    @Test
    void what_was_accepted_is_sound() {
        accept();

        assertThat(TestDatabase.unsoundRows()).isEmpty();
    }

    @Test
    void a_second_owner_is_refused() {
        TestDatabase.database();

        assertThatThrownBy(() -> TestDatabase.execute(
                        "INSERT INTO installation (kind, account, system_identifier) VALUES ('live', 'MA', 1)"))
                .hasMessageContaining("installation_pkey");
    }

    private static void accept() {
        var stores = TestDatabase.emptyStores();
        stores.messages().accept(List.of(Examples.withoutKey(Examples.message())));
    }
}
