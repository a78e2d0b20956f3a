package waybill.bootstrap.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What Waybill tells of one message: itself and its timeline. */
record Story(JsonNode timeline) {
    /** What Plivo may report as the end. */
    static final Set<String> ENDS = Set.of("delivered", "undelivered", "failed", "rejected");

    String status() {
        return message().path("status").asText();
    }

    Optional<String> outcome() {
        return text(message(), "outcome");
    }

    Optional<String> providerId() {
        return text(message(), "provider_id");
    }

    boolean isClosed() {
        return text(message(), "closed_at").isPresent();
    }

    boolean isClosedBefore(Instant time) {
        return text(message(), "closed_at")
                .filter(closed -> Instant.parse(closed).isBefore(time))
                .isPresent();
    }

    String recipient() {
        return message().path("to").asText();
    }

    /** In the order of their versions, in whatever order the timeline shows them. */
    List<JsonNode> events() {
        return entries("event").stream()
                .sorted(Comparator.comparingInt(event -> event.path("version").asInt()))
                .toList();
    }

    List<JsonNode> attempts() {
        return entries("attempt");
    }

    List<JsonNode> reports() {
        return entries("report");
    }

    /** What Plivo told when it was asked. */
    List<JsonNode> lookups() {
        return lookups("found");
    }

    /** What Plivo's list told of an attempt, other than a record of it. */
    List<JsonNode> lookups(String finding) {
        return entries("lookup").stream()
                .filter(entry -> entry.path("finding").asText().equals(finding))
                .toList();
    }

    /** Whether only a look-up told the end. */
    boolean isHealed() {
        return ENDS.contains(status())
                && lookups().stream().anyMatch(this::toldTheEnd)
                && reports().stream()
                        .noneMatch(report -> report.path("status").asText().equals(status()));
    }

    private boolean toldTheEnd(JsonNode lookup) {
        return lookup.path("verdict").asText().equals("applied")
                && lookup.path("status").asText().equals(status());
    }

    private JsonNode message() {
        return timeline.path("message");
    }

    private List<JsonNode> entries(String kind) {
        return StreamSupport.stream(timeline.path("entries").spliterator(), false)
                .filter(entry -> entry.path("kind").asText().equals(kind))
                .toList();
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}
