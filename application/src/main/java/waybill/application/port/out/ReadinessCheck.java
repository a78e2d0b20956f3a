package waybill.application.port.out;

import java.util.Optional;

/** One thing that must be well for Waybill to do its work. */
public interface ReadinessCheck {
    /** A short name, such as {@code database}. */
    String name();

    /** Whether nothing can be taken in while it is not well; else it is told, but callers and callbacks may come. */
    default boolean isEssential() {
        return true;
    }

    /** What is wrong, in one sentence without secrets; empty when nothing is. Answers within two seconds. */
    Optional<String> problem();
}
