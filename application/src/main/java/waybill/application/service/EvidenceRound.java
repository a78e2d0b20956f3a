package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.Ledger.Located;
import waybill.application.port.out.Ledger.Receipt;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.ReceivedReport.Content.Unusable;
import waybill.application.port.out.ReceivedReport.Content.Usable;
import waybill.application.port.out.Stored;
import waybill.application.port.out.Telemetry;
import waybill.application.service.NewEvidence.Disposition;
import waybill.application.service.NewEvidence.Ended;
import waybill.application.service.NewEvidence.Reported;
import waybill.domain.DeliveryReport;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;
import waybill.domain.Verdict;

/**
 * One try to record evidence: what is folded from what was read, which holds only once it is written. Of several attempts of
 * one message each has its own round. Used by one thread.
 */
final class EvidenceRound {
    private final Ledger ledger;
    private final SubmissionSchedule schedule;
    private final Telemetry telemetry;
    private final Map<MessageId, Stored> readings = new HashMap<>();
    private final Map<MessageId, Folding> foldings = new LinkedHashMap<>();
    private final Map<MessageId, Attempt> attempts = new LinkedHashMap<>();
    private final Map<Integer, MessageId> folded = new LinkedHashMap<>();
    private final Map<Integer, Disposition> dispositions = new HashMap<>();
    private final List<Integer> postponed = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();

    private record Attempt(int place, SubmissionEnded ended) {}

    /**
     * What came of a round.
     *
     * @param dispositions what became of the evidence, by its place, except of what is open
     * @param open the places of what is to be tried again, because its message was not written or it was not its turn
     * @param newIds the provider's ids that became known
     */
    record Result(Map<Integer, Disposition> dispositions, List<Integer> open, Set<ProviderId> newIds) {}

    EvidenceRound(Ledger ledger, SubmissionSchedule schedule, Telemetry telemetry) {
        this.ledger = requireNonNull(ledger, "ledger");
        this.schedule = requireNonNull(schedule, "schedule");
        this.telemetry = requireNonNull(telemetry, "telemetry");
    }

    /** First what we did ourselves, then what is reported: in that order it is written, too. */
    void fold(List<NewEvidence> all, List<Integer> open) {
        var reports = new LinkedHashMap<Integer, ReceivedReport>();
        for (int place : open) {
            switch (all.get(place)) {
                case Reported(var report) -> reports.put(place, report);
                case Ended ended -> take(place, ended);
            }
        }
        var located = reports.isEmpty() ? List.<Located>of() : ledger.locate(List.copyOf(reports.values()));
        var found = located.iterator();
        located.forEach(each ->
                each.message().ifPresent(stored -> readings.put(stored.message().id(), stored)));
        recallUnread();
        foldAttempts();
        reports.forEach((place, report) ->
                dispositions.put(place, new Disposition.OfReport(judge(place, report, found.next()))));
    }

    private void take(int place, Ended ended) {
        dispositions.put(place, Disposition.OfAttempt.DONE);
        if (attempts.putIfAbsent(ended.id(), new Attempt(place, ended.attempt())) != null) {
            postponed.add(place);
        }
    }

    /** What a report has had read is not remembered beside that: an unproven one is not judged by memory. */
    private void recallUnread() {
        var unread = new HashSet<>(attempts.keySet());
        unread.removeAll(readings.keySet());
        if (!unread.isEmpty()) {
            readings.putAll(ledger.recall(unread));
        }
    }

    /** The outcome of a message that is gone is forgotten. */
    private void foldAttempts() {
        attempts.keySet().retainAll(readings.keySet());
        attempts.forEach((id, attempt) -> {
            folding(id).attempt(attempt.ended());
            folded.put(attempt.place(), id);
        });
    }

    private Folding folding(MessageId id) {
        return foldings.computeIfAbsent(id, _ -> newFolding(id));
    }

    private Folding newFolding(MessageId id) {
        return new Folding(requireNonNull(readings.get(id), "reading"), ledger);
    }

    private Outcome judge(int place, ReceivedReport received, Located located) {
        return switch (received.content()) {
            case Unusable _ -> received.mustAgree() ? new Outcome.Refused() : new Outcome.Unusable();
            case Usable(var report) ->
                located.message()
                        .map(stored ->
                                judge(place, received, report, stored.message().id(), located.known()))
                        .orElse(received.mustAgree() ? new Outcome.Refused() : new Outcome.Orphaned());
        };
    }

    private Outcome judge(int place, ReceivedReport received, DeliveryReport report, MessageId id, boolean known) {
        var begun = Optional.ofNullable(foldings.get(id));
        var folding = begun.orElseGet(() -> newFolding(id));
        if (received.mustAgree() && !isProven(received, report, folding)) {
            begun.ifPresent(_ -> folded.put(place, id));
            return new Outcome.Refused();
        }
        if (known) {
            receipts.add(new Receipt(id, received.fingerprint(), received.receivedAt()));
            return new Outcome.Recorded(id, Verdict.DUPLICATE);
        }
        foldings.put(id, folding);
        folded.put(place, id);
        return new Outcome.Recorded(id, folding.report(received, report));
    }

    /** What its signature does not cover is believed on the message's own URL only, and only as far as it agrees. */
    private static boolean isProven(ReceivedReport received, DeliveryReport report, Folding folding) {
        return received.ownId().isPresent() && folding.agreesWith(report);
    }

    /** Writes what was folded; receipts are counted in any case. */
    Result write() {
        var open = new ArrayList<>(postponed);
        var newIds = new HashSet<ProviderId>();
        if (!foldings.isEmpty() || !receipts.isEmpty()) {
            var changes = foldings.values().stream()
                    .map(folding -> folding.changeBy(schedule))
                    .toList();
            var written = ledger.append(changes, receipts);
            for (var change : changes) {
                if (written.contains(change.after().id())) {
                    newIds.addAll(change.newProviderIds());
                    count(change);
                }
            }
            folded.forEach((place, id) -> {
                if (!written.contains(id)) {
                    open.add(place);
                }
            });
        }
        open.forEach(dispositions::remove);
        return new Result(dispositions, open, newIds);
    }

    private void count(MessageChange written) {
        written.attempts().forEach(ended -> telemetry.submissionEnded(ended.outcome()));
        if (requireNonNull(foldings.get(written.after().id()), "folding").foundFurtherId()) {
            telemetry.messageDoubled();
        }
    }
}
