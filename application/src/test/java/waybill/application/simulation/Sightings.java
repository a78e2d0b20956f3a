package waybill.application.simulation;

import java.util.Set;
import java.util.TreeSet;
import waybill.application.port.out.MessageListing;
import waybill.application.port.out.MessageLookup;
import waybill.application.port.out.Telemetry;
import waybill.domain.Closing;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;
import waybill.domain.Verdict;

/** What came about, in words: what never does in any seed was not tried. */
final class Sightings implements Telemetry {
    private final Set<String> seen = new TreeSet<>();

    Set<String> seen() {
        return seen;
    }

    @Override
    public void messageAccepted() {
        seen.add("accepted");
    }

    @Override
    public void messageReplayed() {
        seen.add("replayed");
    }

    @Override
    public void submissionEnded(SubmissionOutcome outcome) {
        seen.add("submission " + outcome.getClass().getSimpleName());
    }

    @Override
    public void messageExpired() {
        seen.add("expired");
    }

    @Override
    public void reportRecorded(Verdict verdict) {
        seen.add("report " + verdict.text());
    }

    @Override
    public void reportOrphaned() {
        seen.add("orphan");
    }

    @Override
    public void orphanMatched() {
        seen.add("matched");
    }

    @Override
    public void reportUnusable() {
        seen.add("unusable");
    }

    @Override
    public void callbackRefused() {
        seen.add("refused");
    }

    @Override
    public void lookedUp(MessageLookup.Answer answer) {
        seen.add("lookup " + answer.getClass().getSimpleName());
    }

    @Override
    public void callbackLost(Status status) {
        seen.add("lost " + status.text());
    }

    @Override
    public void listed(MessageListing.Answer answer) {
        seen.add("list " + answer.getClass().getSimpleName());
    }

    @Override
    public void settled(Settled settled) {
        seen.add("settled " + settled);
    }

    @Override
    public void messageClosed(Closing.Outcome outcome) {
        seen.add("closed " + outcome.text());
    }

    @Override
    public void messageDoubled() {
        seen.add("doubled");
    }

    @Override
    public void redacted(int count) {
        seen.add("redacted");
    }

    @Override
    public void forgotten(int months, int rows) {
        seen.add("forgotten");
    }
}
