package waybill.adapter.http;

import java.util.List;
import waybill.adapter.http.Route.Access;
import waybill.application.port.in.SendMessage.Result;
import waybill.application.port.out.Timeline;
import waybill.domain.Message;
import waybill.domain.MessageId;

/** Sending messages and asking for them. */
final class MessageRoutes {
    private static final String MESSAGES = "/v1/messages";

    private final HttpApi api;
    private final TimeLimit limit;

    MessageRoutes(HttpApi api, TimeLimit limit) {
        this.api = api;
        this.limit = limit;
    }

    List<Route> routes() {
        return List.of(
                Route.post(MESSAGES, Access.API_KEY, this::send),
                Route.get(MESSAGES, Access.API_KEY, this::list),
                Route.get(MESSAGES + "/{id}", Access.API_KEY, this::find),
                Route.get(MESSAGES + "/{id}/timeline", Access.API_KEY, this::timeline));
    }

    private Reply send(Call call) {
        Parameters.none(call.query());
        var command = SendRequest.command(call, api.ids().nextMessageId());
        // A late act may still commit, and until it has, nobody knows.
        var result = limit.call(() -> api.sendMessage().send(command), () -> Problem.outcomeUnknown(command.id()));
        return switch (result) {
            case Result.Accepted(var message) -> accepted(message);
            case Result.Replayed(var message) -> accepted(message).with("Idempotency-Replayed", "true");
            case Result.KeyReused _ ->
                throw Problem.of(
                        ProblemCode.IDEMPOTENCY_KEY_REUSED, "this Idempotency-Key was used for another request");
            case Result.KeyBusy _ ->
                throw Problem.of(
                                ProblemCode.IDEMPOTENCY_KEY_BUSY,
                                "the first request with this Idempotency-Key is not decided yet")
                        .retryLater();
        };
    }

    private Reply list(Call call) {
        var query = MessageParameters.query(call.query());
        var page = limit.call(() -> api.listMessages().list(query), Problem::unavailable);
        return Reply.json(
                200,
                json -> json.object(() -> {
                    json.array("data", page.items(), message -> MessageJson.write(json, message));
                    json.string("next_cursor", page.next().map(MessageId::value).map(Cursor.MESSAGES::text));
                }));
    }

    private Reply find(Call call) {
        Parameters.none(call.query());
        var id = id(call);
        var message = limit.call(() -> api.findMessage().find(id), Problem::unavailable);
        return json(message.orElseThrow(Problem::notFound));
    }

    private Reply timeline(Call call) {
        Parameters.none(call.query());
        var id = id(call);
        Timeline timeline = limit.call(() -> api.readTimeline().read(id), Problem::unavailable)
                .orElseThrow(Problem::notFound);
        return Reply.json(200, json -> TimelineJson.write(json, timeline));
    }

    private static MessageId id(Call call) {
        return call.variable().flatMap(MessageId::parse).orElseThrow(Problem::notFound);
    }

    private static Reply accepted(Message message) {
        return Reply.json(202, json -> MessageJson.write(json, message))
                .with("Location", MESSAGES + "/" + message.id());
    }

    private static Reply json(Message message) {
        return Reply.json(200, json -> MessageJson.write(json, message));
    }
}
