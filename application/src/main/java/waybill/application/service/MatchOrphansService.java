package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import waybill.application.port.in.MatchOrphans;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.Ledger.Located;
import waybill.application.port.out.OrphanReports;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.ReceivedReport.Content;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Telemetry;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;

/**
 * Joins kept reports with messages. Whoever keeps a report and whoever makes an id known first commits and then looks for
 * the other's, so that of two who race at least one finds what both wrote; the sweep is for those that died in between.
 */
public final class MatchOrphansService implements MatchOrphans {
    static final int MAX_ATTEMPTS = 5;
    static final int MAX_AT_ONCE = 500;

    private static final System.Logger LOG = System.getLogger(MatchOrphansService.class.getName());

    private final Ledger ledger;
    private final OrphanReports orphans;
    private final Telemetry telemetry;
    private final int window;
    private final AtomicBoolean told = new AtomicBoolean();
    private Optional<UUID> reached = Optional.empty();

    /** @param window how many of the newest, and how many of the older, one sweep looks through */
    public MatchOrphansService(Ledger ledger, OrphanReports orphans, Telemetry telemetry, int window) {
        this.ledger = requireNonNull(ledger, "ledger");
        this.orphans = requireNonNull(orphans, "orphans");
        this.telemetry = requireNonNull(telemetry, "telemetry");
        this.window = window;
    }

    /** What matches no message stays where it is: only the place reached makes sure that the others get their turn. */
    @Override
    public synchronized int match() {
        var newest = orphans.findMatching(Optional.empty(), window);
        int moved = 0;
        try {
            moved += move(newest.items());
        } finally {
            // Whatever fails among the newest: the older have their turn.
            moved += matchOlder(reached.or(newest::next));
        }
        return moved;
    }

    private int matchOlder(Optional<UUID> after) {
        if (after.isEmpty()) {
            return 0;
        }
        var older = orphans.findMatching(after, window);
        reached = older.next();
        return move(older.items());
    }

    /**
     * To be called after the commit that made these ids known, or that kept reports of them. What happens here does not
     * undo that commit, so the caller is told of nothing; the sweep finds what was left, and fails aloud.
     */
    void matchNow(Set<ProviderId> ids) {
        if (ids.isEmpty()) {
            return;
        }
        try {
            if (move(orphans.find(ids, MAX_AT_ONCE)) > 0) {
                told.set(false);
            }
        } catch (StoreUnavailable _) {
            // Left to the sweep.
        } catch (RuntimeException e) {
            tell(e);
        }
    }

    /** Once, until something is matched again: what fails once may fail with every batch. */
    private void tell(RuntimeException failure) {
        if (told.compareAndSet(false, true)) {
            LOG.log(Level.ERROR, "kept reports could not be matched at once; the sweep will try again", failure);
        }
    }

    /** Whoever lost a race looks again: the winner may have moved the very same reports. */
    private int move(List<ReceivedReport> found) {
        int moved = 0;
        var open = found;
        for (int attempt = 1; !open.isEmpty() && attempt <= MAX_ATTEMPTS; attempt++) {
            var round = new Round(open);
            var lost = round.write();
            moved += round.moved;
            open = lost.isEmpty() ? List.of() : orphans.find(lost, MAX_AT_ONCE);
        }
        return moved;
    }

    /** One attempt: each message with those of the reports that are its. */
    private final class Round {
        private final Map<MessageId, Folding> foldings = new LinkedHashMap<>();
        private final Map<MessageId, List<ReceivedReport>> reports = new LinkedHashMap<>();
        private int moved;

        Round(List<ReceivedReport> found) {
            var inOrder = found.stream()
                    .sorted(Comparator.comparing(ReceivedReport::receivedAt))
                    .toList();
            var located = locate(inOrder);
            IntStream.range(0, inOrder.size()).forEach(i -> fold(inOrder.get(i), located.get(i)));
        }

        private void fold(ReceivedReport received, Located located) {
            if (received.content() instanceof Content.Usable(var report)) {
                located.message().ifPresent(stored -> {
                    var id = stored.message().id();
                    foldings.computeIfAbsent(id, _ -> new Folding(stored, ledger))
                            .orphan(received, report, located.known());
                    reports.computeIfAbsent(id, _ -> new ArrayList<>()).add(received);
                });
            }
        }

        /** Returns the provider's ids in reports of messages that changed under us. */
        Set<ProviderId> write() {
            if (foldings.isEmpty()) {
                return Set.of();
            }
            var changes =
                    foldings.values().stream().map(Folding::changeByReports).toList();
            var written = ledger.append(changes, List.of());
            var lost = new LinkedHashSet<ProviderId>();
            foldings.forEach((id, folding) -> {
                var its = reports.getOrDefault(id, List.of());
                if (written.contains(id)) {
                    count(folding, its.size());
                } else {
                    lost.addAll(idsIn(its));
                }
            });
            return lost;
        }

        private void count(Folding folding, int reportsOfIt) {
            moved += reportsOfIt;
            Stream.generate(() -> telemetry).limit(reportsOfIt).forEach(Telemetry::orphanMatched);
            if (folding.foundFurtherId()) {
                telemetry.messageDoubled();
            }
        }
    }

    /** By the URL it came to; where that names no message of ours, by the provider's id. */
    private List<Located> locate(List<ReceivedReport> reports) {
        var byUrl = ledger.locate(reports);
        var lost = IntStream.range(0, reports.size())
                .filter(i -> byUrl.get(i).message().isEmpty())
                .filter(i -> reports.get(i).ownId().isPresent())
                .boxed()
                .toList();
        if (lost.isEmpty()) {
            return byUrl;
        }
        var byProviderId = ledger.locate(
                lost.stream().map(reports::get).map(ReceivedReport::onSharedUrl).toList());
        var located = new ArrayList<>(byUrl);
        IntStream.range(0, lost.size()).forEach(i -> located.set(lost.get(i), byProviderId.get(i)));
        return Located.asOfTheOldest(located);
    }

    /** Every id of the provider's by which the message of one of these reports may be known. */
    static Set<ProviderId> idsIn(List<ReceivedReport> reports) {
        return reports.stream().flatMap(ReceivedReport::providerIds).collect(Collectors.toSet());
    }
}
