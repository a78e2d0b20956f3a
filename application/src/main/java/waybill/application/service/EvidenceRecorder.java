package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import waybill.application.port.in.RecordDeliveryReports;
import waybill.application.port.out.IdSource;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.OrphanReports;
import waybill.application.port.out.OrphanReports.Kept;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Telemetry;
import waybill.application.service.NewEvidence.Ended;
import waybill.application.service.NewEvidence.Recorded;
import waybill.application.service.NewEvidence.Reported;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;

/**
 * Records evidence of whatever kind: reads the messages touched, folds, and writes where what was read still holds; losers
 * are read and folded again. What comes of one message at once, its report and the answer to its submission, is one write.
 */
public final class EvidenceRecorder implements RecordDeliveryReports, RecordSubmission {
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

    @Override
    public List<Outcome> record(List<ReceivedReport> reports) {
        var all = reports.stream().<NewEvidence>map(Reported::new).toList();
        return recordAll(all).stream().flatMap(EvidenceRecorder::outcome).toList();
    }

    @Override
    public void record(MessageId id, SubmissionEnded attempt) {
        if (recordAll(List.of(new Ended(id, attempt))).contains(Recorded.OfAttempt.CONTENDED)) {
            throw new StoreUnavailable("message %s changed %d times under us".formatted(id, MAX_ATTEMPTS));
        }
    }

    /**
     * Returns what became of each, in order, after all of it is committed.
     *
     * @throws StoreUnavailable when some of it may not have been stored; to record it again changes nothing
     */
    public List<Recorded> recordAll(List<NewEvidence> all) {
        var recorded = new Recorded[all.size()];
        var open = IntStream.range(0, all.size()).boxed().toList();
        for (int attempt = 1; !open.isEmpty() && attempt <= MAX_ATTEMPTS; attempt++) {
            open = tryToRecord(all, open, recorded);
        }
        open.forEach(place -> recorded[place] = contended(all.get(place)));
        var decided = List.of(recorded);
        var keptOf = keepOrphans(all, decided);
        IntStream.range(0, decided.size())
                .filter(i ->
                        all.get(i) instanceof Reported(var report) && report.source() == ReceivedReport.Source.CALLBACK)
                .mapToObj(decided::get)
                .flatMap(EvidenceRecorder::outcome)
                .forEach(this::count);
        matching.matchNow(keptOf);
        return decided;
    }

    /** Returns the places of what is still to be recorded, because its message changed under us. */
    private List<Integer> tryToRecord(List<NewEvidence> all, List<Integer> open, Recorded[] recorded) {
        var round = new EvidenceRound(ledger, schedule, telemetry, recorded);
        round.fold(all, open);
        var left = round.write();
        matching.matchNow(round.newIds());
        return left;
    }

    private static Recorded contended(NewEvidence evidence) {
        return switch (evidence) {
            case Reported _ -> new Recorded.OfReport(new Outcome.Contended());
            case Ended _ -> Recorded.OfAttempt.CONTENDED;
        };
    }

    private static Stream<Outcome> outcome(Recorded recorded) {
        return recorded instanceof Recorded.OfReport(var outcome) ? Stream.of(outcome) : Stream.empty();
    }

    /** Returns the ids they speak of: one of them may have become known since they were not located. */
    private Set<ProviderId> keepOrphans(List<NewEvidence> all, List<Recorded> recorded) {
        var kept = IntStream.range(0, all.size())
                .filter(i -> isKeptWithoutMessage(recorded.get(i)))
                .mapToObj(all::get)
                .flatMap(evidence -> evidence instanceof Reported(var report) ? Stream.of(report) : Stream.empty())
                .map(report -> new Kept(ids.next(), report))
                .toList();
        if (!kept.isEmpty()) {
            orphans.keep(kept);
        }
        return MatchOrphansService.idsIn(kept.stream().map(Kept::report).toList());
    }

    private static boolean isKeptWithoutMessage(Recorded recorded) {
        return recorded instanceof Recorded.OfReport(var outcome)
                && (outcome instanceof Outcome.Orphaned || outcome instanceof Outcome.Unusable);
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
