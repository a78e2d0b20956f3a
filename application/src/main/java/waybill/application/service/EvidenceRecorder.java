package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.out.IdSource;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.OrphanReports;
import waybill.application.port.out.OrphanReports.Kept;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Telemetry;
import waybill.application.service.NewEvidence.Disposition;
import waybill.application.service.NewEvidence.Ended;
import waybill.application.service.NewEvidence.Reported;

/**
 * Records evidence of whatever kind: reads the messages touched, folds, and writes where what was read still holds; losers
 * are read and folded again. What comes of one message at once, its report and the answer to its submission, is one write.
 */
public final class EvidenceRecorder {
    static final int MAX_ATTEMPTS = 10;

    private final Ledger ledger;
    private final OrphanReports orphans;
    private final IdSource ids;
    private final SubmissionSchedule schedule;
    private final MatchOrphansService matching;
    private final Telemetry telemetry;

    public EvidenceRecorder(
            Ledger ledger,
            OrphanReports orphans,
            IdSource ids,
            SubmissionSchedule schedule,
            MatchOrphansService matching,
            Telemetry telemetry) {
        this.ledger = requireNonNull(ledger, "ledger");
        this.orphans = requireNonNull(orphans, "orphans");
        this.ids = requireNonNull(ids, "ids");
        this.schedule = requireNonNull(schedule, "schedule");
        this.matching = requireNonNull(matching, "matching");
        this.telemetry = requireNonNull(telemetry, "telemetry");
    }

    /**
     * Returns what became of each, in order, after all of it is committed.
     *
     * @throws StoreUnavailable when some of it may not have been stored; to record it again changes nothing
     */
    public List<Disposition> record(List<NewEvidence> all) {
        var dispositions = new HashMap<Integer, Disposition>();
        var open = IntStream.range(0, all.size()).boxed().toList();
        for (int attempt = 1; !open.isEmpty() && attempt <= MAX_ATTEMPTS; attempt++) {
            var round = new EvidenceRound(ledger, schedule, telemetry);
            round.fold(all, open);
            var result = round.write();
            matching.matchNow(result.newIds());
            dispositions.putAll(result.dispositions());
            open = result.open();
        }
        open.forEach(place -> dispositions.put(place, contended(all.get(place))));
        var inOrder = IntStream.range(0, all.size()).mapToObj(dispositions::get).toList();
        var told = told(all, inOrder);
        var kept = keepOrphans(told);
        told.forEach(this::count);
        matching.matchNow(MatchOrphansService.idsIn(kept));
        return inOrder;
    }

    private static Disposition contended(NewEvidence evidence) {
        return switch (evidence) {
            case Reported _ -> new Disposition.OfReport(new Outcome.Contended());
            case Ended _ -> Disposition.OfAttempt.CONTENDED;
        };
    }

    /** A report and what became of it. */
    private record Told(ReceivedReport report, Outcome outcome) {
        boolean hasNoMessage() {
            return outcome instanceof Outcome.Orphaned || outcome instanceof Outcome.Unusable;
        }
    }

    private static List<Told> told(List<NewEvidence> all, List<Disposition> dispositions) {
        var told = new ArrayList<Told>(all.size());
        for (int place = 0; place < all.size(); place++) {
            if (all.get(place) instanceof Reported(var report)
                    && dispositions.get(place) instanceof Disposition.OfReport(var outcome)) {
                told.add(new Told(report, outcome));
            }
        }
        return told;
    }

    /** Returns those that were kept: the message of one of them may have become known since it was not located. */
    private List<ReceivedReport> keepOrphans(List<Told> all) {
        var reports = all.stream().filter(Told::hasNoMessage).map(Told::report).toList();
        if (!reports.isEmpty()) {
            orphans.keep(
                    reports.stream().map(report -> new Kept(ids.next(), report)).toList());
        }
        return reports;
    }

    private void count(Told told) {
        if (told.report().source() == ReceivedReport.Source.CALLBACK) {
            count(told.outcome());
        }
    }

    private void count(Outcome outcome) {
        switch (outcome) {
            case Outcome.Recorded(var _, var verdict) -> telemetry.reportRecorded(verdict);
            case Outcome.Orphaned() -> telemetry.reportOrphaned();
            case Outcome.Unusable() -> telemetry.reportUnusable();
            case Outcome.Contended() -> {
                // Not kept, so it comes again.
            }
            case Outcome.Refused() -> {
                // Counted with the refused callbacks, where those without a valid signature are.
            }
        }
    }
}
