package waybill.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import waybill.domain.Evidence.Listed;
import waybill.domain.Evidence.Listed.Finding;
import waybill.domain.Evidence.Reported;
import waybill.domain.Evidence.SubmissionEnded;

/** What listings of the provider's, taken together, say of a submission whose outcome is not known. */
public enum Conclusion {
    /** One more listing is needed. */
    OPEN,
    /** It surely never happened. */
    ABSENT,
    /** Whatever was listed: whoever made the attempt found out, though late, that it did not happen. */
    NEVER_LEFT,
    /** It cannot be told. */
    UNDECIDED;

    /**
     * Concludes from the second listing on, unless the attempt's own end says that it did not happen. A message of which
     * anything was ever reported is never absent, even if the report applied nothing.
     *
     * @param history all evidence of the message before {@code latest}
     * @param gap how far apart two listings must have begun to count as two
     */
    public static Conclusion of(List<Evidence> history, Listed latest, Duration gap) {
        boolean reported = history.stream().anyMatch(Reported.class::isInstance);
        if (!reported && neverLeft(history, latest.attempt())) {
            return NEVER_LEFT;
        }
        var before = earlier(history, latest, gap);
        if (before.isEmpty()) {
            return OPEN;
        }
        if (latest.finding() == Finding.UNDECIDED || reported) {
            return UNDECIDED;
        }
        return before.get().finding() == Finding.ABSENT ? ABSENT : OPEN;
    }

    private static boolean neverLeft(List<Evidence> history, int attempt) {
        return history.stream()
                .anyMatch(evidence -> evidence instanceof SubmissionEnded(var ended, var outcome, var _)
                        && ended == attempt
                        && neverLeft(outcome));
    }

    private static boolean neverLeft(SubmissionOutcome outcome) {
        return switch (outcome) {
            case SubmissionOutcome.NotAccepted _, SubmissionOutcome.Unauthorized _ -> true;
            case SubmissionOutcome.Accepted _, SubmissionOutcome.Refused _, SubmissionOutcome.Unknown _ -> false;
        };
    }

    /** The last listing for the same attempt that counts besides {@code latest}. */
    private static Optional<Listed> earlier(List<Evidence> history, Listed latest, Duration gap) {
        return history.stream()
                .filter(Listed.class::isInstance)
                .map(Listed.class::cast)
                .filter(listed -> listed.attempt() == latest.attempt())
                .filter(listed -> !listed.begunAt().plus(gap).isAfter(latest.begunAt()))
                .reduce((_, later) -> later);
    }
}
