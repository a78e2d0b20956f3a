package waybill.bootstrap.proof;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Sends, kills and looks: real processes, a real PostgreSQL, real HTTP, and the simulator as a process of its own. */
public final class CrashProof {
    /** A little faster than planned, so that what the kills cost does not count against the plan. */
    private static final Duration PACE = Duration.ofMillis(45);

    private static final double SHARE_OF_MISHAPS = 0.08;

    /** What is sent while no callback comes through and no answer either, before the load ends. */
    private static final Duration SENT_DURING_OUTAGE = Duration.ofSeconds(3);

    /** When what a killed node had begun to settle is surely settled by another one. */
    private static final Duration UNDISTURBED = Stage.HOLD.multipliedBy(2);

    /** A little more than what lies between two looks for orphans. */
    private static final Duration SWEEP = Duration.ofSeconds(40);

    private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(60);
    private static final Duration LONGEST_END = Duration.ofMinutes(6);
    private static final int NOT_FOUND = 404;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final ProofOptions options;
    private final Stage stage;
    private final PrintStream out;

    private CrashProof(ProofOptions options, Stage stage, PrintStream out) {
        this.options = options;
        this.stage = stage;
        this.out = out;
    }

    /** Returns whether the promises held, and whether as much was tried as was planned. */
    public static boolean run(ProofOptions options, Path directory, PrintStream out) throws InterruptedException {
        var faults = "%d,0.02,0.1,0.1".formatted(options.seed());
        try (var stage = Stage.open(
                options.jar(),
                directory,
                options.nodes(),
                faults,
                new Random(options.seed()),
                SHARE_OF_MISHAPS,
                Map.of())) {
            return new CrashProof(options, stage, out).run();
        }
    }

    private boolean run() throws InterruptedException {
        var nodes = stage.nodes();
        nodes.forEach(Node::keepServing);
        var saboteur = new Saboteur(nodes, stage.postgres(), Stage.FREEZE, new Random(options.seed()));
        var forgeries = new Forgeries(stage.api(), nodes);
        var weather = new Weather(nodes, new Random(options.seed()));
        var load = new Load(stage.api(), nodes, forgeries, options.seed(), PACE);
        load.start();
        weather.start();
        kill(saboteur, load);
        weather.close();
        var calm = Instant.now();
        outliveRetries(load, weather);
        out.println("The load has ended; waiting for every message to end.");
        awaitEnds(load);
        awaitSweep(calm);
        var examined = new Examiner(stage, calm.plus(UNDISTURBED)).examine(load, forgeries);
        return new Verdict(options, load.accepted(), saboteur, weather, stage.front(), forgeries, examined).print(out);
    }

    private void kill(Saboteur saboteur, Load load) throws InterruptedException {
        long end = System.nanoTime() + options.load().toNanos();
        var random = new Random(options.seed());
        var kinds = new ArrayList<Kill>();
        while (System.nanoTime() < end) {
            if (kinds.isEmpty()) {
                kinds.addAll(List.of(Kill.values()));
                Collections.shuffle(kinds, random);
            }
            var kind = kinds.removeLast();
            var struck = saboteur.strike(kind) ? "killed" : "not to be killed right now";
            out.printf("%d messages so far; %s: %s%n", load.accepted(), struck, kind.what());
        }
        saboteur.awaitThaw();
    }

    /**
     * An outage longer than Plivo tries: what it gave up on, only a look-up can heal; what it took and did not answer, only
     * its list. Ends the load on the way.
     */
    private void outliveRetries(Load load, Weather weather) throws InterruptedException {
        out.println("No callback comes through any more, for longer than Plivo tries.");
        stage.front().vanish();
        weather.hang(SENT_DURING_OUTAGE);
        load.close();
        Thread.sleep(Stage.LAST_TRY);
        long end = System.nanoTime() + LONGEST_OUTAGE.toNanos();
        while (stage.truth().pending() > 0 && System.nanoTime() < end) {
            Thread.sleep(BETWEEN_LOOKS);
        }
        stage.front().reappear();
    }

    /** Orphans that a broken session left behind are found by a sweep. */
    private void awaitSweep(Instant calm) throws InterruptedException {
        var orphans = Orphans.read(stage.api(), stage.nodes().getFirst().port());
        var left = SWEEP.minus(Duration.between(calm, Instant.now()));
        if (!orphans.providerIds().isEmpty() && left.isPositive()) {
            Thread.sleep(left);
        }
    }

    private void awaitEnds(Load load) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_END.toNanos();
        var waiting = new ArrayDeque<>(load.ids());
        int port = stage.nodes().getFirst().port();
        while (!waiting.isEmpty() && System.nanoTime() < end) {
            var path = "/v1/messages/" + waiting.peek();
            var message = stage.api().get(port, path);
            boolean ended =
                    message.isPresent() && !message.get().path("closed_at").isNull();
            if (ended || stage.api().status(port, path).equals(Optional.of(NOT_FOUND))) {
                waiting.remove();
            } else {
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
    }
}
