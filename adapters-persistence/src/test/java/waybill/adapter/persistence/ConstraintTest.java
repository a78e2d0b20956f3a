package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.out.Examples;

/** The table refuses what the sealed types cannot say. */
class ConstraintTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "status = 'lost'",
                "status = 'sent'",
                "status = 'submitted'",
                "status = 'accepted', provider_id = 'x'",
                "status = 'failed', closed_at = now(), outcome = 'failed'",
                "status = 'failed', refused_status = 400, refused_detail = '', provider_id = 'x', closed_at = now(), outcome = 'failed'",
                "refused_status = 400, refused_detail = ''",
                "error_code = '50'",
                "closed_at = now()",
                "outcome = 'delivered'",
                "status = 'expired', due_at = NULL",
                "status = 'expired', closed_at = now(), outcome = 'delivered', due_at = NULL",
                "status = 'expired', closed_at = now(), outcome = 'expired'",
                "leased_until = now()",
                "cost_amount = 1",
                "mcc = '310'",
                "report_fingerprint = decode('00', 'hex')"
            })
    void a_row_that_no_state_can_be_is_refused(String change) {
        var stores = TestDatabase.emptyStores();
        stores.messages().accept(List.of(Examples.withoutKey(Examples.message())));

        assertThatThrownBy(() -> TestDatabase.execute("UPDATE message SET " + change))
                .hasMessageContaining("violates check constraint");
    }

    @Test
    void a_second_owner_is_refused() {
        TestDatabase.database();

        assertThatThrownBy(() -> TestDatabase.execute(
                        "INSERT INTO installation (kind, account, system_identifier) VALUES ('live', 'MA', 1)"))
                .hasMessageContaining("installation_pkey");
    }
}
