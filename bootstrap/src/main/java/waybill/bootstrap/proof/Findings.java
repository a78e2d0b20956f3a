package waybill.bootstrap.proof;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found wrong, message by message. Used by one thread. */
final class Findings {
    /** The ways in which a promise may be broken. */
    enum Fault {
        LOST,
        DOUBLED,
        WRONG,
        OPEN
    }

    private final Map<Fault, List<String>> found = new EnumMap<>(Fault.class);

    void add(Fault fault, String message, String why) {
        found.computeIfAbsent(fault, _ -> new ArrayList<>()).add(message + ": " + why);
    }

    List<String> of(Fault fault) {
        return found.getOrDefault(fault, List.of());
    }

    boolean isEmpty() {
        return found.isEmpty();
    }
}
