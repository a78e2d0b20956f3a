package waybill.adapter.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import waybill.adapter.http.Route.Access;
import waybill.application.port.out.ReadinessCheck;

/** Whether the process lives, and whether it can do its work. */
final class HealthRoutes {
    private final List<ReadinessCheck> checks;
    private final TimeLimit acts;
    private final Duration limit;

    HealthRoutes(List<ReadinessCheck> checks, TimeLimit acts, Duration limit) {
        this.checks = List.copyOf(checks);
        this.acts = acts;
        this.limit = limit;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/health/live", Access.OPEN, this::live),
                Route.get("/health/ready", Access.OPEN, this::ready));
    }

    private Reply live(Call call) {
        Parameters.none(call.query());
        return Reply.json(200, json -> json.object(() -> json.string("status", "live")));
    }

    private Reply ready(Call call) {
        Parameters.none(call.query());
        var outcomes = outcomes();
        boolean ready = outcomes.stream()
                .noneMatch(outcome -> outcome.essential() && outcome.problem().isPresent());
        return Reply.json(
                ready ? 200 : 503,
                json -> json.object(() -> {
                    json.string("status", ready ? "ready" : "not_ready");
                    json.array("checks", outcomes, outcome -> write(json, outcome));
                }));
    }

    private static void write(Json json, Outcome outcome) {
        json.object(() -> {
            json.string("name", outcome.name());
            json.string("status", outcome.problem().isEmpty() ? "ok" : "failed");
            json.bool("essential", outcome.essential());
            json.string("problem", outcome.problem());
        });
    }

    /** All at once, so that the time of the slowest counts, not that of all. */
    private List<Outcome> outcomes() {
        long deadline = System.nanoTime() + limit.toNanos();
        var started = checks.stream()
                .map(check -> new Running(check, acts.begin(check::problem)))
                .toList();
        return started.stream()
                .map(running ->
                        new Outcome(running.check().name(), running.check().isEssential(), running.problem(deadline)))
                .toList();
    }

    private record Outcome(String name, boolean essential, Optional<String> problem) {}

    private record Running(ReadinessCheck check, Future<Optional<String>> answer) {
        Optional<String> problem(long deadlineNanos) {
            try {
                return answer.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                return Optional.of("did not answer in time");
            } catch (InterruptedException _) {
                // As in TimeLimit: the answer still has to be written.
                return Optional.of("was interrupted");
            } catch (ExecutionException _) {
                return Optional.of("failed");
            }
        }
    }
}
