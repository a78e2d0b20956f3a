package waybill.adapter.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import waybill.application.port.out.RawBody;
import waybill.domain.Fingerprint;

/** Finds the route of each request, lets in who may, and turns whatever comes of it into an answer. */
final class Dispatcher {
    private final List<Route> routes;
    private final ApiKeys keys;
    private final HttpMetrics metrics;
    private final Duration work;
    private final Incidents incidents = new Incidents();

    /** @param work how long the act of a watched route may take */
    Dispatcher(List<Route> routes, ApiKeys keys, HttpMetrics metrics, Duration work) {
        this.routes = List.copyOf(routes);
        this.keys = keys;
        this.metrics = metrics;
        this.work = work;
    }

    /** @param template of the route, for what is counted */
    record Answer(String template, Reply reply, long beginNanos) {}

    Answer answer(Request request, WatchedConnection connection) {
        long begin = System.nanoTime();
        var path = request.head().path();
        var candidates = candidates(path);
        if (candidates.isEmpty()) {
            return new Answer(HttpMetrics.NO_ROUTE, Problem.notFound().reply(), begin);
        }
        var reply = reply(request, path, candidates, connection);
        return new Answer(candidates.getFirst().template(), reply, begin);
    }

    /** To a request that comes when as many as are allowed are under way: it is not even looked at. */
    Answer overloaded() {
        return new Answer(HttpMetrics.NO_ROUTE, Problem.overloaded().reply(), System.nanoTime());
    }

    /** Counts it as it was given: a late one is not, but {@link Problem#unavailable} in its place. */
    void answered(Answer answer, boolean isInTime) {
        int status = isInTime ? answer.reply().status() : ProblemCode.UNAVAILABLE.status();
        metrics.answered(answer.template(), status, System.nanoTime() - answer.beginNanos());
    }

    private List<Route> candidates(String path) {
        var candidates = new ArrayList<Route>(2);
        for (var route : routes) {
            if (route.matches(path)) {
                candidates.add(route);
            }
        }
        return candidates;
    }

    private Reply reply(Request request, String path, List<Route> candidates, WatchedConnection connection) {
        try {
            var headers = request.head().headers();
            var caller = caller(candidates.getFirst(), headers);
            for (var route : candidates) {
                if (route.answers(request.head().method())) {
                    if (route.watched()) {
                        connection.mayTake(work);
                    }
                    return act(route, request, path, headers, caller);
                }
            }
            throw methodNotAllowed(candidates);
        } catch (Problem problem) {
            return problem.reply();
        }
    }

    private Optional<Fingerprint> caller(Route route, Map<String, List<String>> headers) {
        return switch (route.access()) {
            case OPEN -> Optional.empty();
            case API_KEY -> Optional.of(keys.authenticate(headers.getOrDefault("authorization", List.of())));
        };
    }

    private Reply act(
            Route route,
            Request request,
            String path,
            Map<String, List<String>> headers,
            Optional<Fingerprint> caller) {
        try {
            return route.action()
                    .act(new Call(
                            route.method(),
                            path,
                            request.head().query(),
                            route.variable(path),
                            caller,
                            headers,
                            new RawBody(request.body())));
        } catch (Throwable fault) {
            return Faults.problem(fault)
                    .orElseGet(() -> incidents.report(fault, route.method(), route.template(), route.onFault()))
                    .reply();
        }
    }

    private static Problem methodNotAllowed(List<Route> candidates) {
        var allowed = candidates.stream()
                .flatMap(route -> route.methods().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "allowed here: " + allowed)
                .with("Allow", allowed);
    }
}
