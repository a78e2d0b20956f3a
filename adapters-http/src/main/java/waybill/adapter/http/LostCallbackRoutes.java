package waybill.adapter.http;

import java.time.Duration;
import java.util.List;
import waybill.adapter.http.Route.Access;
import waybill.application.port.out.LostCallbacks.LostInHour;

/** Asking how many callbacks were lost. */
final class LostCallbackRoutes {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final HttpApi api;
    private final TimeLimit limit;

    LostCallbackRoutes(HttpApi api, TimeLimit limit) {
        this.api = api;
        this.limit = limit;
    }

    List<Route> routes() {
        return List.of(Route.get("/v1/lost-callbacks", Access.API_KEY, this::count));
    }

    private Reply count(Call call) {
        var parameters = Parameters.parse(call.query(), "since");
        var since = parameters.read("since", Times::parse);
        parameters.complete();
        var lost = limit.call(
                () -> api.countLostCallbacks()
                        .since(since.orElseGet(() -> api.clock().instant().minus(A_DAY))),
                Problem::unavailable);
        return Reply.json(200, json -> json.object(() -> json.array("data", lost, hour -> write(json, hour))));
    }

    private static void write(Json json, LostInHour lost) {
        json.object(() -> {
            json.time("hour", lost.hour());
            json.string("status", lost.status().text());
            json.number("count", lost.count());
        });
    }
}
