package waybill.simulator;

import java.util.SplittableRandom;

/**
 * Faults over all callbacks but those of recipients that script the callbacks themselves: reversed, three times, never.
 * Each is a probability between 0 and 1.
 *
 * @param seed the same seed gives the n-th accepted message the same faults
 * @param loss the callback is never tried
 * @param duplication the callback comes twice
 * @param reordering the callback comes after the next one of its message
 */
public record CallbackFaults(long seed, double loss, double duplication, double reordering) {

    /** Every callback comes once and in order. */
    public static final CallbackFaults NONE = new CallbackFaults(0, 0, 0, 0);

    enum Fate {
        DELIVERED,
        LOST,
        DUPLICATED,
        HELD_BACK
    }

    public CallbackFaults {
        if (!isProbability(loss) || !isProbability(duplication) || !isProbability(reordering)) {
            throw new IllegalArgumentException("a probability lies between 0 and 1");
        }
    }

    /** One fate a callback: loss is asked first, then duplication, then reordering. */
    Fate fate(long message, int sequence) {
        var random = random(seed, message, sequence);
        if (random.nextDouble() < loss) {
            return Fate.LOST;
        }
        if (random.nextDouble() < duplication) {
            return Fate.DUPLICATED;
        }
        return random.nextDouble() < reordering ? Fate.HELD_BACK : Fate.DELIVERED;
    }

    /** Each number is mixed in by a generator of its own: seeds in any step would make neighbours share their draws. */
    private static SplittableRandom random(long... numbers) {
        long mixed = 0;
        for (long number : numbers) {
            mixed = new SplittableRandom(mixed ^ number).nextLong();
        }
        return new SplittableRandom(mixed);
    }

    private static boolean isProbability(double value) {
        return value >= 0 && value <= 1;
    }
}
