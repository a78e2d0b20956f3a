package waybill.application.service;

import java.time.Duration;
import java.time.InstantSource;
import waybill.application.port.out.InMemoryStores;
import waybill.application.port.out.Stores;

class WrongClockTest implements WrongClockContract {
    @Override
    public Stores stores() {
        return new InMemoryStores(InstantSource.system(), Duration.ZERO);
    }
}
