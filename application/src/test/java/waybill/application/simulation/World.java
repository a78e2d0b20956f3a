package waybill.application.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import waybill.application.port.out.IdSource;
import waybill.application.port.out.InMemoryStores;
import waybill.application.port.out.LookupQueue.Waits;
import waybill.application.port.out.StoreUnavailable;
import waybill.domain.ClientReference;
import waybill.domain.Message;
import waybill.domain.MessageId;

/** What all nodes have in common: time, chance, and the one store that outlives them. */
final class World {
    static final Waits LOOKUPS = new Waits(Duration.ofSeconds(90), Duration.ofMinutes(15), Duration.ofMinutes(20));

    private static final Duration LONGEST_STORE_OUTAGE = Duration.ofSeconds(20);

    final Fates fates;
    final SimulatedTime time = new SimulatedTime();
    final Scheduler scheduler;
    final InMemoryStores stores;
    final Promises promises = new Promises();
    final Sightings sightings = new Sightings();

    /** Whatever is not ours: callers, the network, Plivo. It never dies. */
    final Party outside = new Party("outside");

    private final AtomicLong idsSoFar = new AtomicLong();
    private long storeAwayUntil;

    World(long seed) {
        fates = new Fates(seed);
        scheduler = new Scheduler(fates, time);
        stores = new InMemoryStores(time, LOOKUPS.first());
    }

    IdSource ids() {
        return this::nextId;
    }

    private MessageId nextId() {
        long number = idsSoFar.incrementAndGet();
        return MessageId.of(time.instant(), 0, number);
    }

    /** The store answers nobody while it is away. */
    void refuseIfStoreIsAway() {
        long now = time.nanoTime();
        if (fates.strikes(Mishap.STORE_GOES_AWAY)) {
            storeAwayUntil = now + fates.upTo(LONGEST_STORE_OUTAGE).toNanos();
            scheduler.note("the store goes away");
        }
        if (now < storeAwayUntil && !fates.isCalm()) {
            throw new StoreUnavailable("away");
        }
    }

    /** The short name of a message, for traces. */
    String nameOf(MessageId id) {
        return stores.find(id).flatMap(World::nameOf).orElseGet(id::toString);
    }

    static Optional<String> nameOf(Message message) {
        return message.clientReference().map(ClientReference::value);
    }
}
