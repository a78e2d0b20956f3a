package waybill.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Plivo's JSON. Source: Plivo's page "The message object" and the field names of its SDKs. */
final class MessageJson {

    static final String OUTBOUND = "outbound";

    /** Not the format of the callbacks, nor their zone: whoever overlooks the offset is wrong by hours. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx", Locale.ROOT)
            .withZone(ZoneOffset.ofHoursMinutes(5, 30));

    private final String authId;

    MessageJson(String authId) {
        this.authId = authId;
    }

    static ObjectNode answer() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("api_id", Uuids.random().toString());
    }

    static ObjectNode queued(List<SimulatedMessage> messages, List<String> invalid) {
        var json = answer().put("message", "message(s) queued");
        var uuids = json.putArray("message_uuid");
        messages.forEach(message -> uuids.add(message.uuid().toString()));
        if (!invalid.isEmpty()) {
            var numbers = json.putArray("invalid_number");
            invalid.forEach(numbers::add);
        }
        return json;
    }

    /** Adds the message's fields to {@code json}. */
    ObjectNode message(ObjectNode json, SimulatedMessage message) {
        var progress = message.progress();
        var charge = Charge.of(message.units(), progress);
        var network = Network.of(message.to());
        json.put("message_uuid", message.uuid().toString())
                .put("from_number", message.from())
                .put("to_number", message.to())
                .put("message_direction", OUTBOUND)
                .put("message_type", message.type())
                .put("message_state", progress.status())
                .put("message_time", TIME.format(message.acceptedAt()))
                .put("units", message.units())
                .put("total_rate", charge.rate())
                .put("total_amount", charge.amount())
                .put("resource_uri", uri() + message.uuid() + "/")
                .put("requester_ip", message.requesterIp())
                .put("destination_country_iso2", network.country())
                .put("destination_network", network.mcc() + network.mnc())
                .put("is_domestic", network.equals(Network.of(message.from())));
        if (progress.errorCode().isEmpty()) {
            json.putNull("error_code");
        } else {
            json.put("error_code", progress.errorCode());
        }
        if (message.powerpackUuid().isEmpty()) {
            json.putNull("powerpack_id");
        } else {
            json.put("powerpack_id", message.powerpackUuid());
        }
        return json;
    }

    /** Without a count of all that match: Plivo's list has had none since 2021. */
    ObjectNode page(List<SimulatedMessage> matching, MessageQuery query) {
        var json = answer();
        int total = matching.size();
        int end = query.offset() + query.limit();
        json.putObject("meta")
                .put("limit", query.limit())
                .put("offset", query.offset())
                .put("next", end < total ? link(query, end) : null)
                .put("previous", query.offset() > 0 ? link(query, Math.max(0, query.offset() - query.limit())) : null);
        var objects = json.putArray("objects");
        matching.stream()
                .skip(query.offset())
                .limit(query.limit())
                .forEach(message -> message(objects.addObject(), message));
        return json;
    }

    private String link(MessageQuery query, int offset) {
        var paging = Parameters.decode("limit=%d&offset=%d".formatted(query.limit(), offset));
        return uri() + "?" + query.filters().and(paging).encode();
    }

    private String uri() {
        return "/v1/Account/" + authId + "/Message/";
    }
}
