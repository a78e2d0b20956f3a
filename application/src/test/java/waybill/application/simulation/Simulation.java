package waybill.application.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One history of callers, nodes, store and Plivo, made by a seed. */
final class Simulation {
    private static final int MOST_NODES = 3;
    private static final int MOST_MESSAGES = 6;
    private static final Duration TROUBLE = Duration.ofMinutes(3);
    private static final Duration LONGEST = Duration.ofHours(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(60);

    private final World world;
    private final Oracle oracle;

    private Simulation(long seed, PlantedFault fault) {
        world = new World(seed);
        var cluster = new Cluster(world.fates);
        var callbacks = new Callbacks(world, cluster);
        var plivo = new Plivo(world, callbacks);
        oracle = new Oracle(world, plivo);
        int nodes = 1 + world.fates.below(MOST_NODES);
        for (int i = 1; i <= nodes; i++) {
            cluster.add(new Node(world, "n" + i, plivo, fault));
        }
        var callers = new Callers(world, cluster);
        int messages = 1 + world.fates.below(MOST_MESSAGES);
        for (int i = 1; i <= messages; i++) {
            callers.call(i);
        }
        if (world.fates.strikes(Mishap.FOREIGN_MESSAGE)) {
            callbacks.tellOfForeign();
        }
    }

    /** What came of a seed. */
    record Outcome(
            long seed, PlantedFault fault, List<String> breaches, Trace trace, Set<Mishap> struck, Set<String> seen) {
        boolean isBroken() {
            return !breaches.isEmpty();
        }

        /** What broke, and how to see it break again. */
        @Override
        public String toString() {
            return """
                    seed %d: %s; its trace: ./mvnw -pl application -am test -Dtest='SimulationTest#a_seed*' \
                    -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=%d -Dsimulation.fault=%s""".formatted(seed, breaches, seed, fault);
        }
    }

    static Outcome run(long seed, PlantedFault fault) {
        var simulation = new Simulation(seed, fault);
        simulation.world.scheduler.after(TROUBLE, simulation.world.fates::calm);
        simulation.world.scheduler.after(LONGEST, simulation.world.scheduler::stop);
        simulation.stopWhenAllHasEnded(TROUBLE);
        simulation.world.scheduler.run();
        var world = simulation.world;
        return new Outcome(
                seed,
                fault,
                simulation.oracle.breaches(),
                world.scheduler.trace(),
                world.fates.struck(),
                world.sightings.seen());
    }

    /** Callers and Plivo have nothing more to say, all is closed, and sweeps had their turn. */
    private void stopWhenAllHasEnded(Duration wait) {
        world.scheduler.after(wait, () -> {
            if (world.scheduler.isIdle(world.outside)
                    && oracle.messages().stream()
                            .allMatch(message -> message.closedAt().isPresent())) {
                world.scheduler.after(BETWEEN_LOOKS.multipliedBy(5), world.scheduler::stop);
            } else {
                stopWhenAllHasEnded(BETWEEN_LOOKS);
            }
        });
    }
}
