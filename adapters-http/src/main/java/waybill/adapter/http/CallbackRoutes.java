package waybill.adapter.http;

import java.util.List;
import java.util.Optional;
import waybill.adapter.http.Route.Access;
import waybill.application.port.in.ReceiveDeliveryCallback.Result;
import waybill.application.port.out.CallbackAuthenticator.CallbackRequest;

/** Where the provider reports. Open without a key: the signature is the key. */
final class CallbackRoutes {
    private static final String SHARED = "/callbacks/delivery-status";

    private final HttpApi api;
    private final int ack;

    CallbackRoutes(HttpApi api, int ack) {
        this.api = api;
        this.ack = ack;
    }

    List<Route> routes() {
        return List.of(
                Route.post(SHARED, Access.OPEN, this::receive).unavailableOnFault(),
                // Refusing the slash here would lose reports; whether it is signed, the signature tells.
                Route.post(SHARED + "/", Access.OPEN, this::receive).unavailableOnFault(),
                Route.post(SHARED + "/{message-id}", Access.OPEN, this::receive).unavailableOnFault());
    }

    private Reply receive(Call call) {
        var request = request(call, call.variable());
        return switch (api.receiveDeliveryCallback().receive(request)) {
            case Result.Stored _ -> Reply.empty(ack);
            case Result.Refused _ -> throw Problem.of(ProblemCode.FORBIDDEN, "the signature does not hold");
            case Result.Malformed(var detail) -> throw Problem.of(ProblemCode.MALFORMED_CALLBACK, detail);
            case Result.UnsupportedMediaType _ ->
                throw Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "a callback is a form or a flat JSON object");
        };
    }

    private CallbackRequest request(Call call, Optional<String> ownId) {
        return new CallbackRequest(
                call.method(),
                call.path(),
                call.query(),
                ownId,
                call.headers(),
                call.body(),
                api.clock().instant());
    }
}
