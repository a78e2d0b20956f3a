package waybill.bootstrap.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the simulator knows, by our ids. */
record Truth(Map<String, JsonNode> byId, int pending) {
    Truth {
        byId = Map.copyOf(byId);
    }

    static Truth of(JsonNode all) {
        var byId = new HashMap<String, JsonNode>();
        int pending = 0;
        for (var send : all.path("data")) {
            var url = send.path("url").asText();
            byId.put(url.substring(url.lastIndexOf('/') + 1), send);
            pending += send.path("callbacks").path("pending").asInt();
        }
        return new Truth(byId, pending);
    }

    Optional<JsonNode> of(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Under which ids Plivo knows the message. */
    static Set<String> providerIds(JsonNode send) {
        var ids = new HashSet<String>();
        send.path("message_uuids").forEach(id -> ids.add(id.asText()));
        return ids;
    }
}
