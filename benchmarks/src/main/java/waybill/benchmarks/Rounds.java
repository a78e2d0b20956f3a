package waybill.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The same measured several times, other things in between; the median round stands for all. */
final class Rounds {
    private final List<Measured> rounds = new ArrayList<>();

    Measured add(Measured round) {
        rounds.add(round);
        return round;
    }

    Measured median() {
        var sorted = rounds.stream()
                .sorted(Comparator.comparingDouble(Measured::perSecond))
                .toList();
        return sorted.get((sorted.size() - 1) / 2);
    }
}
