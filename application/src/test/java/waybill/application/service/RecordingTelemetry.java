package waybill.application.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import waybill.application.port.out.MessageListing;
import waybill.application.port.out.MessageLookup;
import waybill.application.port.out.Telemetry;
import waybill.domain.Closing;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;
import waybill.domain.Verdict;

/** Remembers what was counted, in order. */
public final class RecordingTelemetry implements Telemetry {
    private final List<String> counted = new ArrayList<>();

    List<String> counted() {
        return List.copyOf(counted);
    }

    @Override
    public void messageAccepted() {
        counted.add("accepted");
    }

    @Override
    public void messageReplayed() {
        counted.add("replayed");
    }

    @Override
    public void submissionEnded(SubmissionOutcome outcome) {
        counted.add("submission " + outcome.getClass().getSimpleName());
    }

    @Override
    public void messageExpired() {
        counted.add("expired");
    }

    @Override
    public void reportRecorded(Verdict verdict) {
        counted.add("report " + verdict.text());
    }

    @Override
    public void reportOrphaned() {
        counted.add("orphan");
    }

    @Override
    public void orphanMatched() {
        counted.add("matched");
    }

    @Override
    public void reportUnusable() {
        counted.add("unusable");
    }

    @Override
    public void callbackRefused() {
        counted.add("refused");
    }

    @Override
    public void lookedUp(MessageLookup.Answer answer) {
        counted.add("lookup " + answer.getClass().getSimpleName());
    }

    @Override
    public void callbackLost(Status status) {
        counted.add("lost " + status.text());
    }

    @Override
    public void listed(MessageListing.Answer answer) {
        counted.add("listed " + answer.getClass().getSimpleName());
    }

    @Override
    public void settled(Settled settled) {
        counted.add("settled " + settled.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void messageClosed(Closing.Outcome outcome) {
        counted.add("closed " + outcome.text());
    }

    @Override
    public void redacted(int count) {
        counted.add("redacted " + count);
    }

    @Override
    public void forgotten(int months, int rows) {
        counted.add("forgotten %d months, %d rows".formatted(months, rows));
    }

    @Override
    public void messageDoubled() {
        counted.add("doubled");
    }
}
