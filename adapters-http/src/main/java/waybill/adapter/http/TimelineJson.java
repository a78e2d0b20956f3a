package waybill.adapter.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import waybill.application.port.out.Timeline;
import waybill.application.port.out.Timeline.AttemptEntry;
import waybill.application.port.out.Timeline.Entry;
import waybill.application.port.out.Timeline.EventEntry;
import waybill.application.port.out.Timeline.ListingEntry;
import waybill.application.port.out.Timeline.LookupEntry;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.domain.DeliveryReport;
import waybill.domain.Evidence.Listed;
import waybill.domain.ProviderId;
import waybill.domain.Refusal;
import waybill.domain.SubmissionOutcome;

/** Timelines as JSON. */
final class TimelineJson {
    private TimelineJson() {}

    static void write(Json json, Timeline timeline) {
        json.object(() -> {
            json.field("message", () -> MessageJson.write(json, timeline.message()));
            json.array("entries", timeline.entries(), entry -> json.object(() -> write(json, entry)));
        });
    }

    private static void write(Json json, Entry entry) {
        json.time("at", entry.at());
        switch (entry) {
            case EventEntry event -> event(json, event);
            case AttemptEntry attempt -> attempt(json, attempt);
            case LookupEntry lookup -> lookup(json, lookup);
            case ListingEntry(var listed) -> listing(json, listed);
            case ReportEntry report -> report(json, report);
        }
    }

    private static void event(Json json, EventEntry event) {
        json.string("kind", "event");
        json.string("status", event.status().text());
        json.number("version", event.version());
    }

    private static void attempt(Json json, AttemptEntry attempt) {
        var outcome = attempt.outcome();
        json.string("kind", "attempt");
        json.number("attempt", attempt.attempt());
        json.string("outcome", PrometheusTelemetry.text(outcome));
        json.string(
                "provider_id",
                outcome instanceof SubmissionOutcome.Accepted(ProviderId id)
                        ? Optional.of(id.value())
                        : Optional.empty());
        json.string("reason", reason(outcome));
        json.number(
                "http_status",
                outcome instanceof SubmissionOutcome.Refused(Refusal refusal)
                        ? Optional.of(refusal.httpStatus())
                        : Optional.empty());
        json.number(
                "retry_after",
                outcome instanceof SubmissionOutcome.NotAccepted(var _, var retryAfter)
                        ? retryAfter.map(Duration::toSeconds)
                        : Optional.empty());
    }

    private static Optional<String> reason(SubmissionOutcome outcome) {
        return switch (outcome) {
            case SubmissionOutcome.Accepted _ -> Optional.empty();
            case SubmissionOutcome.NotAccepted(var reason, var _) -> Optional.of(reason);
            case SubmissionOutcome.Unauthorized _ -> Optional.of("Plivo does not accept the credentials");
            case SubmissionOutcome.Refused(var refusal) ->
                Optional.of(refusal.detail()).filter(detail -> !detail.isEmpty());
            case SubmissionOutcome.Unknown(var reason) -> Optional.of(reason);
        };
    }

    /** A look-up too, of all the messages of a stretch of time. */
    private static void listing(Json json, Listed listed) {
        json.string("kind", "lookup");
        json.string("finding", listed.finding().text());
        json.number("attempt", listed.attempt());
        json.time("begun_at", listed.begunAt());
        json.object("window", () -> {
            json.time("from", listed.window().from());
            json.time("until", listed.window().until());
        });
        json.number("records", listed.records());
    }

    private static void lookup(Json json, LookupEntry entry) {
        var report = entry.report();
        json.string("kind", "lookup");
        json.string("finding", "found");
        json.string("provider_id", report.providerId().value());
        json.string("status", report.statusText());
        json.string("verdict", entry.verdict().text());
        json.number("receipts", entry.receipts());
        json.time("last_received_at", entry.lastReceivedAt());
        times(json, report);
        costAndNetwork(json, report);
        MessageJson.error(json, report.errorCode());
        json.string("raw", entry.raw().map(raw -> new String(raw.bytes(), StandardCharsets.UTF_8)));
    }

    private static void report(Json json, ReportEntry entry) {
        var report = entry.report();
        json.string("kind", "report");
        json.string("provider_id", report.providerId().value());
        json.string("status", report.statusText());
        json.string("verdict", entry.verdict().text());
        json.number("sequence", report.sequence());
        json.number("missing_before", entry.missingBefore());
        json.number("receipts", entry.receipts());
        json.time("last_received_at", entry.lastReceivedAt());
        json.string("authenticated_by", entry.authenticatedBy());
        times(json, report);
        costAndNetwork(json, report);
        MessageJson.error(json, report.errorCode());
        json.string("raw", entry.raw().map(raw -> new String(raw.bytes(), StandardCharsets.UTF_8)));
    }

    private static void costAndNetwork(Json json, DeliveryReport report) {
        MessageJson.cost(json, report.cost());
        json.object("network", report.network(), network -> {
            json.string("mcc", network.mcc());
            json.string("mnc", network.mnc());
        });
    }

    private static void times(Json json, DeliveryReport report) {
        json.object("provider_times", () -> {
            json.time("message", report.times().message());
            json.time("queued", report.times().queued());
            json.time("sent", report.times().sent());
            json.time("report", report.times().report());
        });
    }
}
