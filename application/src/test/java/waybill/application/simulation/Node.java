package waybill.application.simulation;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import waybill.application.port.in.SendMessage.Command;
import waybill.application.simulation.Scheduler.Reply;
import waybill.domain.MessageId;

/** A machine on which Waybill runs: it crashes, freezes, and is started again over the same store. */
final class Node {
    private static final Duration LONGEST_DOWNTIME = Duration.ofSeconds(20);
    private static final Duration LONGEST_FREEZE = Waybill.LEASE.multipliedBy(2);
    private static final Duration LARGEST_SKEW = Duration.ofMillis(400);

    private final World world;
    private final String name;
    private final Plivo plivo;
    private final PlantedFault fault;
    private final InstantSource clock;
    private Party party;
    private Optional<Waybill> waybill = Optional.empty();
    private int starts;

    Node(World world, String name, Plivo plivo, PlantedFault fault) {
        this.world = world;
        this.name = name;
        this.plivo = plivo;
        this.fault = fault;
        this.party = new Party(name);
        var skew = world.fates.upTo(LARGEST_SKEW).truncatedTo(ChronoUnit.MILLIS);
        this.clock = () -> world.time.instant().plus(skew);
    }

    void start() {
        party = new Party("%s.%d".formatted(name, ++starts));
        waybill = Optional.of(new Waybill(world, party, this::step, clock, plivo, fault));
    }

    boolean isUp() {
        return waybill.isPresent();
    }

    void send(Command command, Reply<Boolean> answer) {
        waybill.orElseThrow().send(command, answer);
    }

    void receive(Word word, Optional<MessageId> ownUrl, Reply<Boolean> answer) {
        waybill.orElseThrow().receive(word, ownUrl, answer);
    }

    /** Where this node may crash or stand still. */
    private void step(String what) {
        if (waybill.isPresent() && world.fates.strikes(Mishap.NODE_CRASHES)) {
            crash();
        } else if (world.fates.strikes(Mishap.NODE_FREEZES)) {
            world.scheduler.note("freezes");
            world.scheduler.freeze(party, world.fates.upTo(LONGEST_FREEZE));
        }
        world.scheduler.step(what);
    }

    private void crash() {
        world.scheduler.note("crashes");
        world.scheduler.kill(party);
        waybill = Optional.empty();
        world.scheduler.after(world.fates.upTo(LONGEST_DOWNTIME), this::start);
    }
}
