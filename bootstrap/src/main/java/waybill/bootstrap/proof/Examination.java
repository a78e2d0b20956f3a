package waybill.bootstrap.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import waybill.bootstrap.proof.Findings.Fault;

/** Compares, from the outside, what Waybill says of one message with what the simulator knows of it. */
final class Examination {
    /** From the first to the last; the ends share the last rank. */
    private static final List<String> OPEN_STATUSES =
            List.of("accepted", "submitting", "unconfirmed", "submitted", "queued", "sent");

    /** How a message may end that Plivo never took. */
    private static final Set<String> NOT_TAKEN = Set.of("unconfirmed", "expired", "failed");

    private final Findings findings;

    Examination(Findings findings) {
        this.findings = findings;
    }

    /**
     * Examines one message.
     *
     * @param timeline as the interface gives it, with the message; empty when there is none
     * @param truth what the simulator knows; empty when no request for it ever came
     */
    void examine(String id, Optional<JsonNode> timeline, Optional<JsonNode> truth) {
        if (timeline.isEmpty()) {
            findings.add(Fault.LOST, id, "it was answered 202 and is not there");
            return;
        }
        var message = timeline.get().path("message");
        var entries = timeline.get().path("entries");
        if (message.path("closed_at").isNull()) {
            findings.add(Fault.OPEN, id, "it is " + message.path("status").asText() + " and never ended");
        }
        ranks(id, entries);
        truth.ifPresent(known -> compare(id, message, entries, known));
        if (truth.isEmpty() && !NOT_TAKEN.contains(message.path("status").asText())) {
            findings.add(
                    Fault.WRONG,
                    id,
                    "Plivo never saw it, and it is " + message.path("status").asText());
        }
    }

    private void compare(String id, JsonNode message, JsonNode entries, JsonNode truth) {
        int acknowledged = truth.path("callbacks").path("acknowledged").asInt();
        int receipts = 0;
        for (var entry : entries) {
            receipts += entry.path("kind").asText().equals("report")
                    ? entry.path("receipts").asInt()
                    : 0;
        }
        if (receipts < acknowledged) {
            findings.add(
                    Fault.LOST, id, "%d callbacks were acknowledged, %d are there".formatted(acknowledged, receipts));
        }
        int accepted = truth.path("accepted").asInt();
        if (accepted > 1) {
            findings.add(Fault.DOUBLED, id, "Plivo took it %d times".formatted(accepted));
        }
        var status = message.path("status").asText();
        var state = truth.path("state").asText();
        boolean right =
                accepted == 0 ? NOT_TAKEN.contains(status) : status.equals(state) || status.equals("unconfirmed");
        if (!right) {
            findings.add(
                    Fault.WRONG,
                    id,
                    "it is %s, and in truth %s".formatted(status, accepted == 0 ? "not taken" : state));
        }
    }

    private void ranks(String id, JsonNode entries) {
        var events = StreamSupport.stream(entries.spliterator(), false)
                .filter(entry -> entry.path("kind").asText().equals("event"))
                .sorted(Comparator.comparingInt(event -> event.path("version").asInt()))
                .toList();
        int highest = -1;
        for (int i = 0; i < events.size(); i++) {
            var status = events.get(i).path("status").asText();
            int rank = OPEN_STATUSES.contains(status) ? OPEN_STATUSES.indexOf(status) : OPEN_STATUSES.size();
            if (rank <= highest) {
                findings.add(Fault.WRONG, id, "it went back to " + status);
            }
            highest = Math.max(highest, rank);
            if (events.get(i).path("version").asInt() != i + 1) {
                findings.add(Fault.WRONG, id, "its events are not numbered one by one");
            }
        }
    }
}
