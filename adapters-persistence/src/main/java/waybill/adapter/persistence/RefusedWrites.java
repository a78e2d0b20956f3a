package waybill.adapter.persistence;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Of each kind of write the last, if the database refused it for a reason that will be there for the next one too: no room,
 * no right, read-only. Thread-safe.
 */
final class RefusedWrites {
    /** Read-only, and no right; and two classes: insufficient resources, and errors of the system. */
    private static final List<String> REASONS = List.of("25006", "42501", "53", "58");

    private final Map<String, Write> refused = new ConcurrentHashMap<>();

    /** A statement with its parameters. */
    record Write(String name, String text, List<?> parameters) {}

    static boolean isRefusal(Throwable failure) {
        return REASONS.stream().anyMatch(DatabaseFailure.sqlState(failure)::startsWith);
    }

    void forget(String name) {
        if (!refused.isEmpty()) {
            refused.remove(name);
        }
    }

    void failed(Write write, Throwable failure) {
        if (isRefusal(failure)) {
            refused.put(write.name(), write);
        }
    }

    List<Write> all() {
        return List.copyOf(refused.values());
    }
}
