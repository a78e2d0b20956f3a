package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import waybill.application.port.out.LedgerContract;
import waybill.application.port.out.LookupQueueContract;
import waybill.application.port.out.LostCallbacksContract;
import waybill.application.port.out.MessageStoreContract;
import waybill.application.port.out.OrphanReportsContract;
import waybill.application.port.out.PastMessagesContract;
import waybill.application.port.out.SettlementQueueContract;
import waybill.application.port.out.Stores;
import waybill.application.port.out.SubmissionQueueContract;

/** The contracts on real PostgreSQL, every statement executed, under a hostile time zone. */
class PostgresStoresTest
        implements MessageStoreContract,
                LedgerContract,
                SubmissionQueueContract,
                LookupQueueContract,
                LostCallbacksContract,
                SettlementQueueContract,
                OrphanReportsContract,
                PastMessagesContract {
    @AfterEach
    void every_row_is_what_a_state_can_be() {
        assertThat(TestDatabase.unsoundRows()).isEmpty();
    }

    @Override
    public Stores stores() {
        return TestDatabase.emptyStores();
    }
}
