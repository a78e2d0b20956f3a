package waybill.adapter.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import waybill.application.port.out.RawBody;
import waybill.domain.Fingerprint;

/** Finds the route of each request, lets in who may, and turns whatever comes of it into an answer. */
final class Dispatcher implements Handler {
    /** What browsers shall not do with our answers. */
    static final Map<String, String> SECURITY_HEADERS =
            Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff");

    private final List<Route> routes;
    private final ApiKeys keys;
    private final HttpMetrics metrics;
    private final BooleanSupplier stopping;
    private final Incidents incidents = new Incidents();

    Dispatcher(List<Route> routes, ApiKeys keys, HttpMetrics metrics, BooleanSupplier stopping) {
        this.routes = List.copyOf(routes);
        this.keys = keys;
        this.metrics = metrics;
        this.stopping = stopping;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        long begin = System.nanoTime();
        var path = request.prologue().uriPath().rawPath();
        var segments = Route.segments(path);
        var candidates =
                routes.stream().filter(route -> route.matches(segments)).toList();
        var reply = reply(request, path, candidates);
        var template = candidates.isEmpty()
                ? HttpMetrics.NO_ROUTE
                : candidates.getFirst().template();
        metrics.answered(template, reply.status(), System.nanoTime() - begin);
        send(reply, request.prologue().method().equals(Method.HEAD), response);
    }

    private Reply reply(ServerRequest request, String path, List<Route> candidates) {
        try {
            if (candidates.isEmpty()) {
                throw Problem.notFound();
            }
            var headers = headers(request);
            var caller = caller(candidates.getFirst(), headers);
            var method = request.prologue().method().text();
            return candidates.stream()
                    .filter(route -> route.answers(method))
                    .findFirst()
                    .map(route -> act(route, request, path, headers, caller))
                    .orElseThrow(() -> methodNotAllowed(candidates));
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
            ServerRequest request,
            String path,
            Map<String, List<String>> headers,
            Optional<Fingerprint> caller) {
        try {
            return route.action()
                    .act(new Call(
                            route.method(),
                            path,
                            request.prologue().query().rawValue(),
                            route.variable(Route.segments(path)),
                            caller,
                            headers,
                            new RawBody(body(request))));
        } catch (CloseConnectionException e) {
            throw e;
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

    private void send(Reply reply, boolean headOnly, ServerResponse response) {
        response.status(Status.create(reply.status()));
        reply.contentType().ifPresent(type -> response.header(HeaderNames.CONTENT_TYPE, type));
        SECURITY_HEADERS.forEach((name, value) -> response.header(HeaderNames.create(name), value));
        reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        if (stopping.getAsBoolean()) {
            response.header(HeaderNames.CONNECTION, "close");
        }
        if (headOnly) {
            // Helidon knows nothing of HEAD: it would send the body.
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(reply.body().length));
        }
        try {
            response.send(headOnly ? new byte[0] : reply.body());
        } catch (UncheckedIOException e) {
            throw new CloseConnectionException("the answer was not taken", e);
        }
    }

    private static Map<String, List<String>> headers(ServerRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : request.headers()) {
            headers.put(header.headerName().lowerCase(), header.allValues());
        }
        return headers;
    }

    private static byte[] body(ServerRequest request) throws IOException {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream content = request.content().inputStream()) {
            return content.readAllBytes();
        }
    }
}
