package waybill.application.port.out;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import waybill.application.port.out.OrphanReports.Kept;
import waybill.application.port.out.ReceivedReport.Content;
import waybill.domain.Fingerprint;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;

/** Reports without a message, as {@link InMemoryStores} keeps them. Guarded by its lock. */
final class InMemoryOrphans {
    private final Map<Fingerprint, Orphan> orphans = new LinkedHashMap<>();

    /** A report as it first came, how often it came since, and when last. */
    record Orphan(UUID id, ReceivedReport report, int receipts, Instant lastReceivedAt) {
        Orphan again(Instant at) {
            return new Orphan(id, report, receipts + 1, at.isAfter(lastReceivedAt) ? at : lastReceivedAt);
        }

        Orphan redacted() {
            var content = switch (report.content()) {
                case Content.Usable(var usable) -> new Content.Usable(InMemoryPast.redacted(usable));
                case Content.Unusable(var providerId, var status, var _, var _) ->
                    new Content.Unusable(providerId, status, "", "");
            };
            var unreadable = new ReceivedReport(
                    report.ownId(),
                    report.fingerprint(),
                    content,
                    report.authenticatedBy(),
                    report.mustAgree(),
                    new RawBody(new byte[0]),
                    report.receivedAt(),
                    report.source());
            return new Orphan(id, unreadable, receipts, lastReceivedAt);
        }

        MessageId order() {
            return new MessageId(id);
        }

        boolean isUsable() {
            return report.content() instanceof Content.Usable;
        }

        OrphanReport shown() {
            var at = report.receivedAt();
            return switch (report.content()) {
                case Content.Usable(var usable) ->
                    new OrphanReport(
                            id,
                            usable.providerId().value(),
                            usable.statusText(),
                            usable.from(),
                            usable.to(),
                            at,
                            receipts,
                            false);
                case Content.Unusable(var providerId, var status, var from, var to) ->
                    new OrphanReport(id, providerId, status, from, to, at, receipts, true);
            };
        }
    }

    void keep(Kept kept) {
        var at = kept.report().receivedAt();
        orphans.merge(
                kept.report().fingerprint(),
                new Orphan(kept.id(), kept.report(), 1, at),
                (first, _) -> first.again(at));
    }

    Optional<Orphan> remove(Fingerprint fingerprint) {
        return Optional.ofNullable(orphans.remove(fingerprint));
    }

    int redact(Instant before, int limit) {
        var due = older(before, limit).stream()
                .filter(orphan -> orphan.report().raw().bytes().length > 0)
                .toList();
        due.forEach(orphan -> orphans.put(orphan.report().fingerprint(), orphan.redacted()));
        return due.size();
    }

    int removeOlder(Instant before, int limit) {
        var gone = older(before, limit);
        gone.forEach(orphan -> orphans.remove(orphan.report().fingerprint()));
        return gone.size();
    }

    private List<Orphan> older(Instant before, int limit) {
        var bound = MessageId.of(before, 0, 0);
        return orphans.values().stream()
                .filter(orphan -> orphan.order().compareTo(bound) < 0)
                .limit(limit)
                .toList();
    }

    Stream<Orphan> newestFirst(Optional<UUID> after) {
        return orphans.values().stream()
                .sorted(Comparator.comparing(Orphan::order).reversed())
                .filter(orphan -> after.map(MessageId::new)
                        .map(last -> orphan.order().compareTo(last) < 0)
                        .orElse(true));
    }

    List<ReceivedReport> find(Set<ProviderId> ids, int limit) {
        return orphans.values().stream()
                .map(Orphan::report)
                .filter(report -> report.providerIds().anyMatch(ids::contains))
                .sorted(Comparator.comparing(ReceivedReport::receivedAt))
                .limit(limit)
                .toList();
    }

    Page<ReceivedReport, UUID> findMatching(Optional<UUID> after, int window, Predicate<ReceivedReport> isKnown) {
        var examined = newestFirst(after).filter(Orphan::isUsable).limit(window).toList();
        var matching = examined.stream().map(Orphan::report).filter(isKnown).toList();
        return new Page<>(
                matching,
                examined.size() < window
                        ? Optional.empty()
                        : Optional.of(examined.getLast().id()));
    }
}
