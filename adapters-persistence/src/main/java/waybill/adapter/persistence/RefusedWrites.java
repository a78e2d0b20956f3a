package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The last write that the database refused for a reason which the next one is likely to meet: no room, no right, read-only.
 * Remembered for a while, since of writes that need room or rights others may go through in between. Thread-safe.
 */
final class RefusedWrites {
    /** After that it is for the next write to tell. */
    static final Duration REMEMBERED = Duration.ofSeconds(30);

    /** Read-only, and no right; and two classes: insufficient resources, and errors of the system. */
    private static final List<String> REASONS = List.of("25006", "42501", "53", "58");

    private final LongSupplier nanoTime;
    private volatile Optional<Refusal> last = Optional.empty();

    RefusedWrites(LongSupplier nanoTime) {
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    }

    private record Refusal(String sqlState, long at) {}

    void failed(Throwable failure) {
        var state = DatabaseFailure.sqlState(failure);
        if (REASONS.stream().anyMatch(state::startsWith)) {
            last = Optional.of(new Refusal(state, nanoTime.getAsLong()));
        }
    }

    /** The SQLSTATE of the last one; empty when that was long ago. */
    Optional<String> sqlState() {
        return last.filter(refusal -> nanoTime.getAsLong() - refusal.at() < REMEMBERED.toNanos())
                .map(Refusal::sqlState);
    }
}
