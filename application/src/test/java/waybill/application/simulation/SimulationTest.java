package waybill.application.simulation;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.simulation.Simulation.Outcome;

/** Thousands of histories, each made by a seed: nodes that crash and freeze between any two steps, and all that comes of it. */
class SimulationTest {
    private static final long FIRST_SEED = Long.getLong("simulation.first", 0);
    private static final long SEEDS = Long.getLong("simulation.seeds", 2_000);
    private static final long SEEDS_THAT_SHOW_ALL = 300;
    private static final long SEEDS_THAT_FIND_A_FAULT = 2_000;

    private static final Logger SERVICES = Logger.getLogger("waybill.application.service");

    /** What goes wrong here is told there, thousands of times. */
    @BeforeAll
    static void silence_services() {
        SERVICES.setLevel(Level.OFF);
    }

    @AfterAll
    static void let_services_speak() {
        SERVICES.setLevel(null);
    }

    @Test
    void no_seed_breaks_a_promise() {
        var broken = LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS)
                .mapToObj(seed -> Simulation.run(seed, PlantedFault.NONE))
                .filter(Outcome::isBroken)
                .map(Outcome::toString)
                .toList();

        assertThat(broken).isEmpty();
    }

    @Test
    void whatever_may_go_wrong_does_and_all_that_can_come_of_it_comes() {
        var struck = EnumSet.noneOf(Mishap.class);
        var seen = new TreeSet<String>();

        LongStream.range(0, SEEDS_THAT_SHOW_ALL)
                .mapToObj(seed -> Simulation.run(seed, PlantedFault.NONE))
                .forEach(outcome -> {
                    struck.addAll(outcome.struck());
                    seen.addAll(outcome.seen());
                });

        assertThat(struck).containsExactlyInAnyOrder(Mishap.values());
        assertThat(seen)
                .containsExactly(
                        "accepted",
                        "closed no_carrier_report",
                        "closed unconfirmed",
                        "expired",
                        "list Page",
                        "list Unavailable",
                        "lookup Found",
                        "lookup Unavailable",
                        "lost delivered",
                        "lost failed",
                        "lost sent",
                        "lost undelivered",
                        "matched",
                        "orphan",
                        "replayed",
                        "report applied",
                        "report duplicate",
                        "report stale",
                        "settled ABSENT",
                        "settled FOUND",
                        "settled RESENT",
                        "submission Accepted",
                        "submission NotAccepted",
                        "submission Refused",
                        "submission Unauthorized",
                        "submission Unknown");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4711, -1, Long.MIN_VALUE})
    void the_same_seed_makes_the_same_history(long seed) {
        var first = Simulation.run(seed, PlantedFault.NONE).trace().toString();

        var second = Simulation.run(seed, PlantedFault.NONE).trace().toString();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void another_seed_makes_another_history() {
        var traces = LongStream.range(0, 20)
                .mapToObj(
                        seed -> Simulation.run(seed, PlantedFault.NONE).trace().toString())
                .collect(toCollection(TreeSet::new));

        assertThat(traces).hasSize(20);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_planted_fault_is_found_and_its_seed_shows_it_again(PlantedFault fault) {
        var found = LongStream.range(0, SEEDS_THAT_FIND_A_FAULT)
                .mapToObj(seed -> Simulation.run(seed, fault))
                .filter(Outcome::isBroken)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no seed finds " + fault));

        var again = Simulation.run(found.seed(), fault);

        assertThat(again.breaches()).isEqualTo(found.breaches());
        assertThat(again.trace()).hasToString(found.trace().toString());
        assertThat(Simulation.run(found.seed(), PlantedFault.NONE).breaches()).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "simulation.seed", matches = ".+", disabledReason = "no seed was asked for")
    void a_seed_that_was_asked_for_is_shown_with_its_trace() {
        var fault = PlantedFault.valueOf(System.getProperty("simulation.fault", "NONE"));
        var outcome = Simulation.run(Long.getLong("simulation.seed", 0), fault);

        System.out.println(outcome.trace());

        assertThat(outcome.breaches()).isEmpty();
    }
}
