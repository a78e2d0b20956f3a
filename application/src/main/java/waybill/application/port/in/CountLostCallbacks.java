package waybill.application.port.in;

import java.time.Instant;
import java.util.List;
import waybill.application.port.out.LostCallbacks.LostInHour;

/** Counts what only a look-up told, no callback: by hour and status, the newest hour first. */
@FunctionalInterface
public interface CountLostCallbacks {
    List<LostInHour> since(Instant since);
}
