package waybill.application.port.out;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import waybill.application.port.out.ReceivedReport.Content;
import waybill.application.port.out.Timeline.Entry;
import waybill.application.port.out.Timeline.LookupEntry;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.domain.DeliveryReport;
import waybill.domain.Fingerprint;
import waybill.domain.Verdict;

/** The reports of one message, in the order in which they were written. */
final class InMemoryReports {
    private final Map<Fingerprint, ReportEntry> reports = new LinkedHashMap<>();
    private final Set<Fingerprint> lookedUp = new HashSet<>();

    List<Entry> entries() {
        return reports.values().stream()
                .<Entry>map(entry -> lookedUp.contains(entry.report().fingerprint())
                        ? new LookupEntry(
                                entry.report(), entry.verdict(), entry.receipts(), entry.lastReceivedAt(), entry.raw())
                        : entry)
                .toList();
    }

    /** The look-ups that told what no callback did. */
    Stream<LookupEntry> lost() {
        return entries().stream()
                .filter(LookupEntry.class::isInstance)
                .map(LookupEntry.class::cast)
                .filter(lookup -> lookup.verdict() == Verdict.APPLIED)
                .filter(lookup -> entries().stream()
                        .noneMatch(entry -> entry instanceof ReportEntry callback
                                && callback.report().status() == lookup.report().status()));
    }

    boolean hold(Fingerprint fingerprint) {
        return reports.containsKey(fingerprint);
    }

    boolean holdAnyOf(List<MessageChange.JudgedReport> judged) {
        return judged.stream()
                .anyMatch(report -> reports.containsKey(report.received().fingerprint()));
    }

    DeliveryReport add(MessageChange.JudgedReport judged) {
        var received = judged.received();
        var report = ((Content.Usable) received.content()).report();
        if (received.source() == ReceivedReport.Source.LOOKUP) {
            lookedUp.add(received.fingerprint());
        }
        reports.put(
                received.fingerprint(),
                new ReportEntry(
                        report,
                        judged.verdict(),
                        judged.receipts(),
                        received.receivedAt(),
                        received.authenticatedBy(),
                        Optional.of(received.raw()),
                        0));
        return report;
    }

    /** A report written just now is counted once already. */
    void adopt(InMemoryOrphans.Orphan orphan, boolean isNew) {
        receive(orphan.report().fingerprint(), orphan.receipts() - (isNew ? 1 : 0), orphan.lastReceivedAt());
    }

    void receive(Fingerprint fingerprint, int receipts, Instant at) {
        reports.computeIfPresent(
                fingerprint,
                (_, entry) -> new ReportEntry(
                        entry.report(),
                        entry.verdict(),
                        entry.receipts() + receipts,
                        at.isAfter(entry.lastReceivedAt()) ? at : entry.lastReceivedAt(),
                        entry.authenticatedBy(),
                        entry.raw(),
                        entry.missingBefore()));
    }

    boolean areReadable() {
        return reports.values().stream().anyMatch(entry -> entry.raw().isPresent());
    }

    void redact() {
        reports.replaceAll((_, entry) -> new ReportEntry(
                InMemoryPast.redacted(entry.report()),
                entry.verdict(),
                entry.receipts(),
                entry.lastReceivedAt(),
                entry.authenticatedBy(),
                Optional.empty(),
                entry.missingBefore()));
    }
}
