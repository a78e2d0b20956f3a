package waybill.application.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import waybill.application.port.in.RecordDeliveryReports;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.MessageChange.StatusEvent;
import waybill.application.port.out.OrphanReport;
import waybill.application.port.out.OrphanReports;
import waybill.application.port.out.Page;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.ReceivedReport.Content.Usable;
import waybill.application.port.out.Stored;
import waybill.domain.Evidence.Reported;
import waybill.domain.Fingerprint;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;

/** What {@link PlantedFault} plants where reports are taken in. */
final class FaultsOfRecording {
    private FaultsOfRecording() {}

    /** Answers a callback at once, and records it after that. */
    record AcknowledgeBeforeCommit() implements Planted {
        @Override
        public RecordDeliveryReports reports(RecordDeliveryReports sound, Executor later) {
            return reports -> {
                later.execute(() -> recordOrForget(sound, reports));
                return List.of(new Outcome.Orphaned());
            };
        }

        private static void recordOrForget(RecordDeliveryReports sound, List<ReceivedReport> reports) {
            try {
                sound.record(reports);
            } catch (RuntimeException _) {
                // Nobody is left who could be told.
            }
        }
    }

    /** The last report is right. */
    record ApplyInArrivalOrder() implements Planted {
        @Override
        public Ledger ledger(Ledger sound) {
            return new LedgerAround(sound) {
                @Override
                public Set<MessageId> append(List<MessageChange> changes, List<Receipt> receipts) {
                    return sound.append(
                            changes.stream()
                                    .map(change -> change.reports().isEmpty() ? change : asTheLastSays(change))
                                    .toList(),
                            receipts);
                }
            };
        }

        private static MessageChange asTheLastSays(MessageChange change) {
            var before = change.before().message();
            var last = (Usable) change.reports().getLast().received().content();
            var after = new Message(
                    before.id(),
                    before.from(),
                    before.to(),
                    before.text(),
                    before.clientReference(),
                    before.createdAt(),
                    before.expiresAt(),
                    untouched(before).on(new Reported(last.report())).after().state(),
                    before.furtherIds(),
                    Optional.empty());
            var event = new StatusEvent(after.state().status(), last.report().receivedAt());
            return new MessageChange(
                    change.before(),
                    after,
                    change.reports(),
                    change.attempts(),
                    change.listings(),
                    after.state().status() == before.state().status() ? List.of() : List.of(event),
                    change.orphans(),
                    change.schedule());
        }

        private static Message untouched(Message message) {
            return message.refolded(List.of());
        }
    }

    /** Looks for the message of a kept report once, and not again when its id becomes known. */
    record MatchOrphansOnce(Set<Fingerprint> lookedFor) implements Planted {
        MatchOrphansOnce() {
            this(new HashSet<>());
        }

        @Override
        public OrphanReports orphanReports(OrphanReports sound) {
            return new OrphanReports() {
                @Override
                public void keep(List<Kept> reports) {
                    sound.keep(reports);
                }

                @Override
                public Page<OrphanReport, UUID> list(OrphanQuery query) {
                    return sound.list(query);
                }

                @Override
                public List<ReceivedReport> find(Set<ProviderId> ids, int limit) {
                    return sound.find(ids, limit).stream()
                            .filter(report -> lookedFor.add(report.fingerprint()))
                            .toList();
                }

                @Override
                public Page<ReceivedReport, UUID> findMatching(Optional<UUID> after, int window) {
                    return new Page<>(List.of(), Optional.empty());
                }
            };
        }
    }

    /** Writes whatever was read, though it changed since. */
    record WriteWithoutGuard() implements Planted {
        @Override
        public Ledger ledger(Ledger sound) {
            return new LedgerAround(sound) {
                @Override
                public Set<MessageId> append(List<MessageChange> changes, List<Receipt> receipts) {
                    var now = sound.find(
                            changes.stream().map(change -> change.after().id()).collect(Collectors.toSet()));
                    return sound.append(
                            changes.stream()
                                    .map(change -> changed(
                                            now.getOrDefault(change.after().id(), change.before()), change))
                                    .toList(),
                            receipts);
                }
            };
        }

        private static MessageChange changed(Stored before, MessageChange change) {
            return new MessageChange(
                    before,
                    change.after(),
                    change.reports(),
                    change.attempts(),
                    change.listings(),
                    change.events(),
                    change.orphans(),
                    change.schedule());
        }
    }
}
