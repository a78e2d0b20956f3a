package waybill.bootstrap.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.Optional;
import waybill.bootstrap.proof.Findings.Fault;

/** Looks at everything that was sent, when it has ended. */
final class Examiner {
    private static final int AWAY = 503;

    private final Stage stage;
    private final Findings findings = new Findings();

    private final Instant undisturbed;

    /** @param undisturbed since when whatever was to be settled had the time it takes */
    Examiner(Stage stage, Instant undisturbed) {
        this.stage = stage;
        this.undisturbed = undisturbed;
    }

    /**
     * What was found.
     *
     * @param unconfirmed how many ended so that Plivo took
     * @param untaken how many ended so that Plivo never took
     * @param healed how many ended by a look-up alone
     * @param givenUp of how many no report of the end was ever acknowledged
     * @param matched how many messages have reports that came to the shared URL
     * @param orphans of how many ids reports are kept without a message
     */
    record Examined(
            Findings findings, int unconfirmed, int untaken, int healed, int givenUp, int matched, int orphans) {}

    Examined examine(Load load, Forgeries forgeries) throws InterruptedException {
        load.idsByKey().forEach((key, ids) -> {
            if (ids.size() > 1) {
                findings.add(Fault.DOUBLED, key, "one key made the messages " + ids);
            }
        });
        if (forgeries.believed() > 0) {
            findings.add(Fault.WRONG, "callbacks", "%d forged ones were not refused".formatted(forgeries.believed()));
        }
        answers();
        repeats();
        var truth = stage.truth();
        int port = stage.nodes().getFirst().port();
        var orphans = Orphans.read(stage.api(), port);
        var examination = new Examination(findings, orphans, undisturbed);
        int unconfirmed = 0;
        int untaken = 0;
        int healed = 0;
        int givenUp = 0;
        int matched = 0;
        for (var id : load.ids()) {
            var story = stage.api()
                    .getPatiently(port, "/v1/messages/" + id + "/timeline")
                    .map(Story::new);
            examination.examine(id, story, truth.of(id));
            var unknown = story.flatMap(Story::outcome).filter("unconfirmed"::equals);
            var taken = truth.of(id).filter(send -> send.path("accepted").asInt() > 0);
            unconfirmed += count(unknown.filter(_ -> taken.isPresent()));
            untaken += count(unknown.filter(_ -> taken.isEmpty()));
            healed += count(story.filter(Story::isHealed));
            matched += count(story.filter(Examiner::isMatched));
            givenUp += count(truth.of(id).filter(Examiner::isEndGivenUp));
        }
        counts(port, healed);
        return new Examined(
                findings,
                unconfirmed,
                untaken,
                healed,
                givenUp,
                matched,
                orphans.providerIds().size());
    }

    /** What was acknowledged once is acknowledged again, or Plivo would never stop. */
    private void repeats() throws InterruptedException {
        var nodes = stage.nodes();
        int turn = 0;
        for (var callback : stage.front().samples()) {
            var status = stage.api().report(nodes.get(turn++ % nodes.size()).port(), callback);
            if (status.filter(Front.ACKNOWLEDGED::contains).isEmpty()) {
                findings.add(Fault.WRONG, "callbacks", "a repeat was answered " + status);
            }
        }
    }

    /** What Waybill counts as lost must be what only look-ups told. */
    private void counts(int port, int healed) throws InterruptedException {
        var lost = stage.api().getPatiently(port, "/v1/lost-callbacks");
        int counted = 0;
        for (var hour : lost.map(found -> found.path("data")).orElse(MissingNode.getInstance())) {
            counted += Story.ENDS.contains(hour.path("status").asText())
                    ? hour.path("count").asInt()
                    : 0;
        }
        if (counted != healed) {
            findings.add(
                    Fault.WRONG, "callbacks", "%d are counted as lost, and %d were healed".formatted(counted, healed));
        }
    }

    /** What a caller and Plivo may be answered: that it is done, or that the database is away. */
    private void answers() {
        stage.front().answers().forEach((status, times) -> {
            if (!Front.ACKNOWLEDGED.contains(status) && status != AWAY) {
                findings.add(Fault.WRONG, "callbacks", "%d were answered %d".formatted(times, status));
            }
        });
        stage.api()
                .surprises()
                .forEach((status, times) ->
                        findings.add(Fault.WRONG, "sends", "%d were answered %d".formatted(times, status)));
    }

    private static boolean isMatched(Story story) {
        return story.recipient().equals("+" + Front.SHARED_URL_FOR)
                && !story.reports().isEmpty();
    }

    private static boolean isEndGivenUp(JsonNode truth) {
        var state = truth.path("state").asText();
        if (truth.path("accepted").asInt() == 0 || !Story.ENDS.contains(state)) {
            return false;
        }
        for (var report : truth.path("reports")) {
            if (report.path("status").asText().equals(state)
                    && report.path("acknowledged").asInt() > 0) {
                return false;
            }
        }
        return true;
    }

    private static int count(Optional<?> found) {
        return found.isPresent() ? 1 : 0;
    }
}
