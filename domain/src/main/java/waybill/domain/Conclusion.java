package waybill.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import waybill.domain.Evidence.Listed;
import waybill.domain.Evidence.Listed.Finding;
import waybill.domain.Evidence.Reported;

/** What listings of the provider's, taken together, say of a submission whose outcome is not known. */
public enum Conclusion {
    /** One more listing is needed. */
    OPEN,
    /** It surely never happened. */
    ABSENT,
    /** It cannot be told. */
    UNDECIDED;

    /**
     * Concludes from the second listing on. A message of which anything was ever reported is never absent, even if the
     * report applied nothing.
     *
     * @param history all evidence of the message before {@code latest}
     * @param gap how far apart two listings must have begun to count as two
     */
    public static Conclusion of(List<Evidence> history, Listed latest, Duration gap) {
        var before = earlier(history, latest, gap);
        if (before.isEmpty()) {
            return OPEN;
        }
        if (latest.finding() == Finding.UNDECIDED || history.stream().anyMatch(Reported.class::isInstance)) {
            return UNDECIDED;
        }
        return before.get().finding() == Finding.ABSENT ? ABSENT : OPEN;
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
