package waybill.adapter.http;

import java.util.Optional;
import waybill.application.port.out.OutcomeUnknown;
import waybill.application.port.out.StoreUnavailable;

/** What callers are told of the exceptions they may know of. */
final class Faults {
    private Faults() {}

    /** Empty for an exception that says nothing to callers: a fault of ours. */
    static Optional<Problem> problem(Throwable fault) {
        return switch (fault) {
            case Problem problem -> Optional.of(problem);
            case StoreUnavailable _ -> Optional.of(Problem.unavailable());
            case OutcomeUnknown unknown -> Optional.of(Problem.outcomeUnknown(unknown.messageId()));
            default -> Optional.empty();
        };
    }
}
