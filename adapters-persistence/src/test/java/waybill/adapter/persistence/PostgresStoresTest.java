package waybill.adapter.persistence;

import waybill.application.port.out.LedgerContract;
import waybill.application.port.out.LookupQueueContract;
import waybill.application.port.out.MessageStoreContract;
import waybill.application.port.out.OrphanReportsContract;
import waybill.application.port.out.SettlementQueueContract;
import waybill.application.port.out.Stores;
import waybill.application.port.out.SubmissionQueueContract;

/** The contracts on real PostgreSQL, every statement executed, under a hostile time zone. */
class PostgresStoresTest
        implements MessageStoreContract,
                LedgerContract,
                SubmissionQueueContract,
                LookupQueueContract,
                SettlementQueueContract,
                OrphanReportsContract {
    @Override
    public Stores stores() {
        return TestDatabase.emptyStores();
    }
}
