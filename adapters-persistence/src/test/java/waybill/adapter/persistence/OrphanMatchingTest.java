package waybill.adapter.persistence;

import waybill.application.port.out.Stores;
import waybill.application.service.OrphanMatchingContract;

/** Reports and outcomes that race for one id, on real PostgreSQL under READ COMMITTED. */
class OrphanMatchingTest implements OrphanMatchingContract {
    @Override
    public Stores stores() {
        return TestDatabase.emptyStores();
    }
}
