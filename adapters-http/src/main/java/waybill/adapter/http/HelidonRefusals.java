package waybill.adapter.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

/** Says as problem details what Helidon refuses by itself, without its words: they may hold parts of the request. */
final class HelidonRefusals implements DirectHandler {
    private HelidonRefusals() {}

    static DirectHandlers handlers() {
        var builder = DirectHandlers.builder();
        var refusals = new HelidonRefusals();
        for (var type : EventType.values()) {
            builder.addHandler(type, refusals);
        }
        return builder.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            Throwable thrown,
            System.Logger logger) {
        return handle(request, type, status, headers, "");
    }

    @Override
    public TransportResponse handle(
            TransportRequest request, EventType type, Status status, ServerResponseHeaders headers, String message) {
        var reply = problem(status).reply();
        var response = TransportResponse.builder()
                .status(Status.create(reply.status()))
                .keepAlive(false)
                .entity(reply.body());
        reply.contentType().ifPresent(value -> response.header(HeaderNames.CONTENT_TYPE, value));
        Dispatcher.SECURITY_HEADERS.forEach((name, value) -> response.header(HeaderNames.create(name), value));
        reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        return response.build();
    }

    private static Problem problem(Status status) {
        return switch (status.code()) {
            case 404 -> Problem.notFound();
            case 413 -> Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "the body is too large");
            case 503 -> Problem.overloaded();
            default ->
                status.code() < 500
                        ? Problem.of(ProblemCode.MALFORMED_REQUEST, "the request is not well-formed")
                        : Problem.of(ProblemCode.INTERNAL_ERROR, "an internal error");
        };
    }
}
