package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import waybill.domain.Status;

/**
 * What only a look-up told, no callback, as the ledger has it: so it outlives every process, and a callback that comes
 * after all takes back what was counted for it.
 */
public interface LostCallbacks {
    /** By the hour of the look-up and by status, the newest hour first. */
    List<LostInHour> since(Instant since);

    /**
     * How many were lost.
     *
     * @param hour its beginning
     * @param status what the callback would have told
     */
    record LostInHour(Instant hour, Status status, long count) {
        public LostInHour {
            requireNonNull(hour, "hour");
            requireNonNull(status, "status");
        }
    }
}
