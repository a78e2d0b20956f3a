package waybill.application.port.out;

import java.util.Optional;

/** One thing that must be well for Waybill to do its work. */
public interface ReadinessCheck {
    /** A short name, such as {@code database}. */
    String name();

    /** What is wrong, in one sentence without secrets; empty when nothing is. Answers within two seconds. */
    Optional<String> problem();
}
