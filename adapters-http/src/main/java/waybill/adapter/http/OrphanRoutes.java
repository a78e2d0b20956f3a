package waybill.adapter.http;

import java.util.List;
import java.util.Optional;
import waybill.adapter.http.Route.Access;
import waybill.application.port.out.OrphanReport;
import waybill.application.port.out.OrphanReports.OrphanQuery;

/** Asking for the reports that belong to no message we know. */
final class OrphanRoutes {
    private final HttpApi api;
    private final TimeLimit limit;

    OrphanRoutes(HttpApi api, TimeLimit limit) {
        this.api = api;
        this.limit = limit;
    }

    List<Route> routes() {
        return List.of(Route.get("/v1/orphan-reports", Access.API_KEY, this::list));
    }

    private Reply list(Call call) {
        var parameters = Parameters.parse(call.query(), "cursor", "limit");
        var after = parameters.read("cursor", Cursor.ORPHAN_REPORTS::parse);
        int size = parameters.limit();
        parameters.complete();
        var page = limit.call(() -> api.listOrphanReports().list(new OrphanQuery(after, size)), Problem::unavailable);
        return Reply.json(
                200,
                json -> json.object(() -> {
                    json.array("data", page.items(), report -> write(json, report));
                    json.string("next_cursor", page.next().map(Cursor.ORPHAN_REPORTS::text));
                }));
    }

    private static void write(Json json, OrphanReport report) {
        json.object(() -> {
            json.string("id", report.id().toString());
            json.string("provider_id", present(report.providerId()));
            json.string("status", present(report.status()));
            json.string("to", present(report.to()).map(OrphanRoutes::withPlus));
            json.string("from", present(report.from()).map(OrphanRoutes::withPlus));
            json.time("received_at", report.receivedAt());
            json.number("receipts", report.receipts());
            json.bool("unusable", report.unusable());
        });
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    /** Plivo writes numbers without their plus; what is short or no number stays as it came. */
    private static String withPlus(String text) {
        return text.matches("[1-9][0-9]{6,14}") ? "+" + text : text;
    }
}
