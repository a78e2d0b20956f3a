package waybill.bootstrap.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import waybill.bootstrap.proof.Findings.Fault;

/** Examines the way that a message took through its statuses and its attempts. */
final class Course {
    /** From the first to the last; the ends share the last rank. */
    private static final List<String> OPEN_STATUSES =
            List.of("accepted", "submitting", "unconfirmed", "submitted", "queued", "sent");

    private static final int LISTINGS = 2;

    /** After these it was surely not taken, and may be tried again. */
    private static final Set<String> NOT_TAKEN = Set.of("not_accepted", "unauthorized");

    private final Findings findings;

    Course(Findings findings) {
        this.findings = findings;
    }

    void examine(String id, Story story) {
        var events = story.events();
        ranks(id, events);
        boolean fits = !events.isEmpty()
                && status(events.getFirst()).equals("accepted")
                && status(events.getLast()).equals(story.status());
        if (!fits) {
            findings.add(Fault.WRONG, id, "its events do not lead from accepted to " + story.status());
        }
        attempts(id, story);
    }

    private void ranks(String id, List<JsonNode> events) {
        int highest = -1;
        for (int i = 0; i < events.size(); i++) {
            var status = status(events.get(i));
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

    /** In the order in which their outcomes became known. */
    private void attempts(String id, Story story) {
        var attempts = story.attempts();
        for (int i = 0; i < attempts.size(); i++) {
            var attempt = attempts.get(i);
            int number = number(attempt);
            attempts.stream()
                    .limit(i)
                    .filter(before -> number(before) < number)
                    .filter(before -> !NOT_TAKEN.contains(before.path("outcome").asText()))
                    .filter(before -> !isSurelyAbsent(before, attempt, story))
                    .findFirst()
                    .ifPresent(before -> findings.add(
                            Fault.WRONG,
                            id,
                            "attempt %d followed one whose outcome was %s"
                                    .formatted(number, before.path("outcome").asText())));
        }
    }

    /** Whether Plivo's list, read twice between the two, did not hold the first. */
    private static boolean isSurelyAbsent(JsonNode before, JsonNode attempt, Story story) {
        return story.lookups("absent").stream()
                        .filter(listing -> number(listing) == number(before))
                        .filter(listing -> at(listing).isBefore(at(attempt)))
                        .count()
                >= LISTINGS;
    }

    private static int number(JsonNode entry) {
        return entry.path("attempt").asInt();
    }

    private static Instant at(JsonNode entry) {
        return Instant.parse(entry.path("at").asText());
    }

    private static String status(JsonNode event) {
        return event.path("status").asText();
    }
}
