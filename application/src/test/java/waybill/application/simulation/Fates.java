package waybill.application.simulation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** All that chance decides in a simulation. Each seed leaves some mishaps out and lets others come often. */
final class Fates {
    private static final int THOUSAND = 1_000;
    private static final int LEFT_OUT_OF_TEN = 3;
    private static final int OFTEN_OF_TEN = 2;
    private static final int OFTEN = 3;

    private final SplittableRandom random;
    private final Map<Mishap, Integer> perThousand = new EnumMap<>(Mishap.class);
    private final Set<Mishap> struck = EnumSet.noneOf(Mishap.class);
    private boolean calm;

    Fates(long seed) {
        random = new SplittableRandom(seed);
        for (var mishap : Mishap.values()) {
            perThousand.put(mishap, mishap.perThousand() * weight());
        }
    }

    private int weight() {
        int drawn = random.nextInt(10);
        return drawn < LEFT_OUT_OF_TEN ? 0 : drawn < LEFT_OUT_OF_TEN + OFTEN_OF_TEN ? OFTEN : 1;
    }

    /** From here on nothing goes wrong any more that has an end. */
    void calm() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    boolean strikes(Mishap mishap) {
        if (calm && mishap.isInTroubleOnly()) {
            return false;
        }
        boolean strikes = random.nextInt(THOUSAND) < perThousand.getOrDefault(mishap, 0);
        if (strikes) {
            struck.add(mishap);
        }
        return strikes;
    }

    /** Those that did, once at least. */
    Set<Mishap> struck() {
        return struck;
    }

    boolean heads() {
        return random.nextBoolean();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** At least 0 and below 1. */
    double fraction() {
        return random.nextDouble();
    }

    Duration upTo(Duration longest) {
        return Duration.ofNanos(random.nextLong(longest.toNanos() + 1));
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
