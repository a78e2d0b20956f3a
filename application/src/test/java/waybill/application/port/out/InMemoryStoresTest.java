package waybill.application.port.out;

import java.time.InstantSource;

/** The fake keeps what it stands in for. */
class InMemoryStoresTest
        implements MessageStoreContract,
                LedgerContract,
                SubmissionQueueContract,
                LookupQueueContract,
                SettlementQueueContract,
                OrphanReportsContract {
    @Override
    public Stores stores() {
        return new InMemoryStores(InstantSource.system(), LOOKUP_AFTER);
    }
}
