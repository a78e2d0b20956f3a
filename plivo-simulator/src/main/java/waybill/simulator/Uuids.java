package waybill.simulator;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Names for messages and answers. */
final class Uuids {

    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;
    private static final long VARIANT_2 = 0x8000_0000_0000_0000L;

    private Uuids() {}

    /** Random (version 4), as those of the JDK, but quick: nobody needs to be kept from guessing it. */
    static UUID random() {
        var random = ThreadLocalRandom.current();
        return new UUID(
                (random.nextLong() & ~VERSION_BITS) | VERSION_4, (random.nextLong() & ~VARIANT_BITS) | VARIANT_2);
    }
}
