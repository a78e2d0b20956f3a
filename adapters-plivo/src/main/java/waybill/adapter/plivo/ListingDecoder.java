package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import waybill.application.port.out.MessageListing.Answer;
import waybill.application.port.out.MessageListing.Answer.Page;
import waybill.application.port.out.MessageListing.Answer.Unavailable;
import waybill.application.port.out.MessageListing.Listed;
import waybill.application.port.out.RawBody;
import waybill.domain.DeliveryReport;
import waybill.domain.ProviderId;
import waybill.domain.Span;

/**
 * Reads a page of Plivo's list of messages. Other than a callback, a page is read whole or not at all: a record that is
 * overlooked would let a message be sent twice. Plivo does not tell how many records there are: a page that is not full is
 * the last.
 */
final class ListingDecoder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INBOUND = "inbound";

    private ListingDecoder() {}

    /** @param asked the stretch of time whose records were asked for, in whole seconds */
    static Answer decode(String body, Span asked, int offset, Instant receivedAt) {
        try {
            return page(JSON.readTree(body), asked, offset, receivedAt);
        } catch (JsonProcessingException _) {
            return new Unavailable("an answer that is no JSON, or was cut off");
        }
    }

    private static Answer page(JsonNode json, Span asked, int offset, Instant receivedAt) {
        var objects = json.path("objects");
        var meta = json.path("meta");
        if (!objects.isArray() || !isCount(meta.path("offset"))) {
            return new Unavailable("an answer that is no page of a list");
        }
        if (meta.path("offset").intValue() != offset) {
            return new Unavailable("another page than the one that was asked for");
        }
        boolean isLast = objects.size() < PlivoListing.LIMIT;
        if (isLast && meta.hasNonNull("next")) {
            return new Unavailable("a page that ends before its last record");
        }
        var ids = new ArrayList<ProviderId>();
        var records = new ArrayList<Listed>();
        for (var object : objects) {
            var id = ProviderId.parse(object.path("message_uuid").asText(""));
            id.ifPresent(ids::add);
            if (id.isPresent() && object.path("message_direction").asText().equalsIgnoreCase(INBOUND)) {
                continue;
            }
            var report = id.flatMap(known -> report(known, object, receivedAt));
            if (report.isEmpty()) {
                return new Unavailable("a record that cannot be read");
            }
            if (!report.get().times().message().filter(asked::contains).isPresent()) {
                return new Unavailable("a record of another time than was asked for");
            }
            records.add(new Listed(report.get(), new RawBody(object.toString().getBytes(UTF_8))));
        }
        return new Page(records, ids, isLast);
    }

    private static boolean isCount(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0;
    }

    /** Empty unless it says what any record must besides its id: its state, when and to whom. */
    private static Optional<DeliveryReport> report(ProviderId id, JsonNode object, Instant receivedAt) {
        return LookupDecoder.decode(id, object, receivedAt)
                .filter(report -> !report.to().isBlank());
    }
}
