package waybill.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The same measured several times, other things in between; the median round stands for all. Of an even number there are
 * two medians: that one counts which is worse for Waybill.
 */
final class Rounds {
    private static final Comparator<Measured> BY_SPEED = Comparator.comparingDouble(Measured::perSecond);

    private final List<Measured> rounds = new ArrayList<>();

    Measured add(Measured round) {
        rounds.add(round);
        return round;
    }

    boolean isEmpty() {
        return rounds.isEmpty();
    }

    /** Of Waybill. */
    Measured lowerMedian() {
        return sorted().get((rounds.size() - 1) / 2);
    }

    /** Of what Waybill is held against. */
    Measured upperMedian() {
        return sorted().get(rounds.size() / 2);
    }

    private List<Measured> sorted() {
        return rounds.stream().sorted(BY_SPEED).toList();
    }
}
