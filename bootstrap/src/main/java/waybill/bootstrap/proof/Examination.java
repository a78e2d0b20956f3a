package waybill.bootstrap.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import waybill.bootstrap.proof.Findings.Fault;

/** Compares, from the outside, what Waybill says of one message with what the simulator knows of it. */
final class Examination {
    private static final String UNCONFIRMED = "unconfirmed";

    /** How a message may end that Plivo never took. */
    private static final Set<String> NOT_TAKEN = Set.of(UNCONFIRMED, "expired", "failed");

    private final Findings findings;
    private final Course course;
    private final Accounting accounting;
    private final Instant undisturbed;

    /**
     * @param orphans the reports that Waybill keeps without a message
     * @param undisturbed since when whatever was to be settled had the time it takes
     */
    Examination(Findings findings, Orphans orphans, Instant undisturbed) {
        this.findings = findings;
        this.undisturbed = undisturbed;
        this.course = new Course(findings);
        this.accounting = new Accounting(findings, orphans);
    }

    /**
     * Examines one message.
     *
     * @param found what Waybill tells of it; empty when it knows none
     * @param truth what the simulator knows; empty when no request for it ever came
     */
    void examine(String id, Optional<Story> found, Optional<JsonNode> truth) {
        if (found.isEmpty()) {
            findings.add(Fault.LOST, id, "it was answered 202 and is not there");
            return;
        }
        var story = found.get();
        if (!story.isClosed()) {
            findings.add(Fault.OPEN, id, "it is " + story.status() + " and never ended");
        }
        course.examine(id, story);
        if (truth.isPresent()) {
            accounting.examine(id, story, truth.get());
            compare(id, story, truth.get());
        } else if (!NOT_TAKEN.contains(story.status())) {
            findings.add(Fault.WRONG, id, "Plivo never saw it, and it is " + story.status());
        }
    }

    private void compare(String id, Story story, JsonNode truth) {
        int accepted = truth.path("accepted").asInt();
        var status = story.status();
        var state = accepted == 0 ? "not taken" : truth.path("state").asText();
        if (accepted > 1) {
            findings.add(Fault.DOUBLED, id, "Plivo took it %d times".formatted(accepted));
        }
        boolean right = accepted == 0
                ? NOT_TAKEN.contains(status)
                : Set.of(state, UNCONFIRMED).contains(status);
        if (!right) {
            findings.add(Fault.WRONG, id, "it is %s, and in truth %s".formatted(status, state));
        }
        if (accepted > 0 && status.equals(UNCONFIRMED) && couldHaveBeenTold(story)) {
            findings.add(Fault.WRONG, id, "it ended unconfirmed, but Plivo could have told");
        }
    }

    /**
     * An end that is unconfirmed is honest when nobody could tell: no callback came that named an id, and Plivo's list
     * holds as many records as there are messages that they may be, or nobody lived long enough to read it to its end.
     */
    private boolean couldHaveBeenTold(Story story) {
        boolean knew = story.providerId().isPresent()
                || !story.reports().isEmpty()
                || story.attempts().stream()
                        .anyMatch(attempt -> attempt.path("outcome").asText().equals("accepted"));
        boolean alike =
                Load.isShared(story.recipient()) && !story.lookups("undecided").isEmpty();
        boolean cutShort = story.isClosedBefore(undisturbed)
                && story.lookups("undecided").isEmpty()
                && story.lookups("absent").isEmpty();
        return knew || !(alike || cutShort);
    }
}
