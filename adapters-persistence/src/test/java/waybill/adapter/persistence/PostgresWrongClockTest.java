package waybill.adapter.persistence;

import org.junit.jupiter.api.AfterEach;
import waybill.application.port.out.Stores;
import waybill.application.service.WrongClockContract;

/** On real PostgreSQL, whose clock is right. */
class PostgresWrongClockTest implements WrongClockContract {
    /** Should they be gone against all promises, the tests after this one are not to miss them. */
    @AfterEach
    void the_months_are_there() {
        TestDatabase.database().ensurePartitions();
    }

    @Override
    public Stores stores() {
        return TestDatabase.emptyStores();
    }
}
