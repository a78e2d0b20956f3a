package waybill.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;

/** What Plivo would never tell: what really became of every send. Open to everybody on this machine. */
final class TruthApi implements HttpService {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Account account;

    TruthApi(Account account) {
        this.account = account;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/_simulator/messages", this::messages);
    }

    private void messages(ServerRequest request, ServerResponse response) {
        var to = Requests.query(request).first("to").map(TruthApi::digits).orElse("");
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        try (var stream = response.outputStream();
                var json = JSON.createGenerator(stream)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("requests_total", account.requestsTotal());
            json.writeNumberField("accepted_total", account.acceptedTotal());
            json.writeNumberField("accepted_more_than_once", account.acceptedMoreThanOnce());
            json.writeArrayFieldStart("data");
            var truths = account.truths()
                    .filter(truth -> to.isEmpty() || truth.to().equals(to))
                    .iterator();
            while (truths.hasNext()) {
                write(json, truths.next());
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(JsonGenerator json, MessageTruth truth) throws IOException {
        json.writeStartObject();
        if (truth.messageUuids().isEmpty()) {
            json.writeNullField("message_uuid");
        } else {
            json.writeStringField("message_uuid", truth.messageUuids().getLast());
        }
        json.writeStringField("from", truth.from());
        json.writeStringField("to", truth.to());
        json.writeStringField("text", truth.text());
        json.writeStringField("url", truth.url());
        json.writeNumberField("accepted", truth.accepted());
        json.writeNumberField("rejected", truth.rejected());
        json.writeStringField("state", truth.state());
        if (truth.errorCode().isEmpty()) {
            json.writeNullField("error_code");
        } else {
            json.writeStringField("error_code", truth.errorCode());
        }
        writeCallbacks(json, truth.callbacks());
        writeReports(json, truth.reports());
        writeArray(json, "message_uuids", truth.messageUuids().iterator());
        writeArray(json, "rejected_with", truth.rejectedWith().iterator());
        json.writeEndObject();
    }

    private static void writeCallbacks(JsonGenerator json, CallbackCounts callbacks) throws IOException {
        json.writeObjectFieldStart("callbacks");
        json.writeNumberField("generated", callbacks.generated());
        json.writeNumberField("withheld", callbacks.withheld());
        json.writeNumberField("tried", callbacks.tried());
        json.writeNumberField("acknowledged", callbacks.acknowledged());
        json.writeNumberField("given_up", callbacks.givenUp());
        json.writeNumberField("pending", callbacks.pending());
        json.writeEndObject();
    }

    private static void writeReports(JsonGenerator json, List<ReportTruth> reports) throws IOException {
        json.writeArrayFieldStart("reports");
        for (var report : reports) {
            json.writeStartObject();
            json.writeNumberField("sequence", report.sequence());
            json.writeStringField("status", report.status());
            json.writeNumberField("generated", report.generated());
            json.writeNumberField("withheld", report.withheld());
            json.writeNumberField("acknowledged", report.acknowledged());
            json.writeNumberField("given_up", report.givenUp());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeArray(JsonGenerator json, String name, Iterator<?> values) throws IOException {
        json.writeArrayFieldStart(name);
        while (values.hasNext()) {
            json.writePOJO(values.next());
        }
        json.writeEndArray();
    }

    private static String digits(String number) {
        return number.replaceAll("\\D", "");
    }
}
