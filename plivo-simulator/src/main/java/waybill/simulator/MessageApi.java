package waybill.simulator;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Plivo's Message API. Source: Plivo's pages on the message resource. */
final class MessageApi implements HttpService {

    private static final int ACCEPTED = 202;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;

    private final Account account;
    private final BasicAuth auth;
    private final RequestLimits limits;
    private final Dispatch dispatch;
    private final CallbackTarget target;
    private final MessageJson json;
    private final InstantSource clock;

    MessageApi(
            Account account,
            BasicAuth auth,
            RequestLimits limits,
            Dispatch dispatch,
            CallbackTarget target,
            InstantSource clock) {
        this.account = account;
        this.auth = auth;
        this.limits = limits;
        this.dispatch = dispatch;
        this.target = target;
        this.json = new MessageJson(auth.authId());
        this.clock = clock;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/v1/Account/{auth_id}/Message[/]", this::create)
                .get("/v1/Account/{auth_id}/Message[/]", this::list)
                .any("/v1/Account/{auth_id}/Message[/]", notAllowed("GET, POST"))
                .get("/v1/Account/{auth_id}/Message/{uuid}[/]", this::get)
                .any("/v1/Account/{auth_id}/Message/{uuid}[/]", notAllowed("GET"));
    }

    private Handler notAllowed(String allowed) {
        return (request, response) -> {
            checkAuth(request);
            response.header(HeaderNames.ALLOW, allowed);
            Responses.json(response, NOT_ALLOWED, MessageJson.answer().put("error", "method not allowed"));
        };
    }

    private void create(ServerRequest request, ServerResponse response) {
        account.requested();
        checkAuth(request);
        try (var _ = enter(request)) {
            var send = read(request);
            var refusal = account.refusal(send);
            if (refusal.isPresent()) {
                account.rejected(send, refusal.get());
                throw new ApiProblem(refusal.get(), "simulated: the next try is accepted");
            }
            accept(send, request, response);
        }
    }

    /** What is not let in is read all the same: the truth about a send tells of each try. */
    private RequestLimits.Permit enter(ServerRequest request) {
        try {
            return limits.enter();
        } catch (ApiProblem problem) {
            readable(request).ifPresent(send -> account.rejected(send, problem.status()));
            throw problem;
        }
    }

    private Optional<SendRequest> readable(ServerRequest request) {
        try {
            return Optional.of(read(request));
        } catch (ApiProblem problem) {
            return Optional.empty();
        }
    }

    private SendRequest read(ServerRequest request) {
        return SendRequestReader.read(
                Requests.header(request, HeaderNames.CONTENT_TYPE), Requests.body(request), target);
    }

    private void accept(SendRequest send, ServerRequest request, ServerResponse response) {
        var messages = account.accept(send, Requests.address(request));
        if (anyReplies(messages, Script.Reply.Drop.class)) {
            dispatch.begin(messages, send.callback());
            throw new CloseConnectionException("as scripted by the recipient");
        }
        if (anyReplies(messages, Script.Reply.AfterFirstCallback.class)) {
            dispatch.beginAndAwaitFirstTry(messages, send.callback());
            Responses.json(response, ACCEPTED, MessageJson.queued(messages, send.invalid()));
            return;
        }
        try {
            Responses.json(response, ACCEPTED, MessageJson.queued(messages, send.invalid()));
        } finally {
            dispatch.begin(messages, send.callback());
        }
    }

    private static boolean anyReplies(List<SimulatedMessage> messages, Class<? extends Script.Reply> reply) {
        for (var message : messages) {
            if (reply.isInstance(message.script().reply())) {
                return true;
            }
        }
        return false;
    }

    private void list(ServerRequest request, ServerResponse response) {
        checkAuth(request);
        try (var _ = limits.enter()) {
            limits.enterList();
            var query = MessageQuery.of(Requests.query(request), clock.instant());
            var matching = account.newestFirst().filter(query.filter()).toList();
            Responses.json(response, OK, json.page(matching, query));
        }
    }

    private void get(ServerRequest request, ServerResponse response) {
        checkAuth(request);
        try (var _ = limits.enter()) {
            var message =
                    uuid(request).flatMap(account::find).orElseThrow(() -> new ApiProblem(NOT_FOUND, "not found"));
            Responses.json(response, OK, json.message(MessageJson.answer(), message));
        }
    }

    private void checkAuth(ServerRequest request) {
        auth.check(
                Requests.header(request, HeaderNames.AUTHORIZATION),
                request.path().pathParameters().get("auth_id"));
    }

    private static Optional<UUID> uuid(ServerRequest request) {
        try {
            return Optional.of(UUID.fromString(request.path().pathParameters().get("uuid")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
