package waybill.application.port.out;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {
    /** @throws InterruptedException when whoever waits shall stop */
    void pause(Duration duration) throws InterruptedException;
}
