package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import waybill.application.port.in.RecordDeliveryReports;
import waybill.application.port.out.IdSource;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.Ledger.Located;
import waybill.application.port.out.Ledger.Receipt;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.OrphanReports;
import waybill.application.port.out.OrphanReports.Kept;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.ReceivedReport.Content.Unusable;
import waybill.application.port.out.ReceivedReport.Content.Usable;
import waybill.application.port.out.Stored;
import waybill.application.port.out.Telemetry;
import waybill.domain.DeliveryReport;
import waybill.domain.Evidence;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;
import waybill.domain.Verdict;

/** Reads the messages touched, folds, and writes where what was read still holds; losers are read and folded again. */
public final class RecordDeliveryReportsService implements RecordDeliveryReports {
    static final int MAX_ATTEMPTS = 5;

    private final Ledger ledger;
    private final OrphanReports orphans;
    private final IdSource ids;
    private final MatchOrphansService matching;
    private final Telemetry telemetry;

    public RecordDeliveryReportsService(
            Ledger ledger, OrphanReports orphans, IdSource ids, MatchOrphansService matching, Telemetry telemetry) {
        this.ledger = requireNonNull(ledger, "ledger");
        this.orphans = requireNonNull(orphans, "orphans");
        this.ids = requireNonNull(ids, "ids");
        this.matching = requireNonNull(matching, "matching");
        this.telemetry = requireNonNull(telemetry, "telemetry");
    }

    @Override
    public List<Outcome> record(List<ReceivedReport> reports) {
        var outcomes = new Outcome[reports.size()];
        var newIds = new HashSet<ProviderId>();
        var open = IntStream.range(0, reports.size()).boxed().toList();
        for (int attempt = 1; !open.isEmpty() && attempt <= MAX_ATTEMPTS; attempt++) {
            open = tryToRecord(reports, open, outcomes, newIds);
        }
        open.forEach(place -> outcomes[place] = new Outcome.Contended());
        var decided = List.of(outcomes);
        newIds.addAll(keepOrphans(reports, decided));
        IntStream.range(0, decided.size())
                .filter(i -> reports.get(i).source() == ReceivedReport.Source.CALLBACK)
                .forEach(i -> count(decided.get(i)));
        matching.matchNow(newIds);
        return decided;
    }

    /** Returns the places of the reports whose message changed under us. */
    private List<Integer> tryToRecord(
            List<ReceivedReport> reports, List<Integer> open, Outcome[] outcomes, Set<ProviderId> newIds) {
        var located = ledger.locate(open.stream().map(reports::get).toList());
        var round = new Round();
        for (int i = 0; i < open.size(); i++) {
            int place = open.get(i);
            outcomes[place] = round.judge(place, reports.get(place), located.get(i));
        }
        return round.write(newIds);
    }

    /** One attempt: what is folded from what was read, and the reports whose outcome holds only once that is written. */
    private final class Round {
        private final Map<MessageId, Folding> foldings = new LinkedHashMap<>();
        private final Map<Integer, MessageId> folded = new LinkedHashMap<>();
        private final List<Receipt> receipts = new ArrayList<>();

        Outcome judge(int place, ReceivedReport received, Located located) {
            return switch (received.content()) {
                case Unusable _ -> received.mustAgree() ? new Outcome.Refused() : new Outcome.Unusable();
                case Usable(var report) ->
                    located.message()
                            .map(stored -> judge(place, received, report, stored, located.known()))
                            .orElse(received.mustAgree() ? new Outcome.Refused() : new Outcome.Orphaned());
            };
        }

        private Outcome judge(int place, ReceivedReport received, DeliveryReport report, Stored stored, boolean known) {
            var id = stored.message().id();
            var folding = foldings.getOrDefault(id, new Folding(stored, () -> history(id)));
            if (received.mustAgree() && !isProven(received, report, folding.message())) {
                if (foldings.containsKey(id)) {
                    folded.put(place, id);
                }
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

        /** Returns the places of the reports whose message was not written; receipts are counted in any case. */
        List<Integer> write(Set<ProviderId> newIds) {
            if (foldings.isEmpty() && receipts.isEmpty()) {
                return List.of();
            }
            var changes =
                    foldings.values().stream().map(Folding::changeByReports).toList();
            var written = ledger.append(changes, receipts);
            changes.stream()
                    .filter(change -> written.contains(change.after().id()))
                    .map(MessageChange::newProviderIds)
                    .forEach(newIds::addAll);
            foldings.forEach((id, folding) -> {
                if (written.contains(id) && folding.foundFurtherId()) {
                    telemetry.messageDoubled();
                }
            });
            return folded.keySet().stream()
                    .filter(place -> !written.contains(folded.get(place)))
                    .toList();
        }
    }

    /** What its signature does not cover is believed on the message's own URL only, and only as far as it agrees. */
    private boolean isProven(ReceivedReport received, DeliveryReport report, Message message) {
        if (received.ownId().isEmpty()) {
            return false;
        }
        return message.furtherIds() == 0
                ? message.agreesWith(report)
                : message.agreesWith(report, history(message.id()));
    }

    /** Returns the ids they speak of: one of them may have become known since they were not located. */
    private Set<ProviderId> keepOrphans(List<ReceivedReport> reports, List<Outcome> outcomes) {
        var kept = IntStream.range(0, reports.size())
                .filter(i -> outcomes.get(i) instanceof Outcome.Orphaned || outcomes.get(i) instanceof Outcome.Unusable)
                .mapToObj(i -> new Kept(ids.next(), reports.get(i)))
                .toList();
        if (!kept.isEmpty()) {
            orphans.keep(kept);
        }
        return MatchOrphansService.idsIn(kept.stream().map(Kept::report).toList());
    }

    private List<Evidence> history(MessageId id) {
        return ledger.histories(Set.of(id)).getOrDefault(id, List.of());
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
