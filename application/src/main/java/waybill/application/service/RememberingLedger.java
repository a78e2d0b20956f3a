package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.Stored;
import waybill.application.port.out.SubmissionQueue;
import waybill.domain.Evidence;
import waybill.domain.Fingerprint;
import waybill.domain.MessageId;

/**
 * Remembers what this node leased and wrote last, so that what comes next of the same message need not be preceded by
 * reading it. What is remembered may be out of date whenever another node wrote since. It is good all the same for whoever
 * writes what he makes of it, since that is written only where the revision still holds; and whoever loses by it has it read
 * anew. Thread-safe.
 */
public final class RememberingLedger implements Ledger {
    /** Of a message with more reports, what was heard of it is not remembered. */
    static final int MOST_REPORTS = 32;

    private final Ledger ledger;
    private final Map<MessageId, Remembered> remembered;

    /** @param messages how many are remembered at most: those written or asked for last */
    public RememberingLedger(Ledger ledger, int messages) {
        this.ledger = requireNonNull(ledger, "ledger");
        this.remembered = new LinkedHashMap<>(16, 0.75F, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<MessageId, Remembered> eldest) {
                return size() > messages;
            }
        };
    }

    /** @param reports those that this node wrote; there may be others */
    private record Remembered(Stored stored, Set<Fingerprint> reports) {}

    @Override
    public List<Located> locate(List<ReceivedReport> reports) {
        var located = new ArrayList<Optional<Located>>(reports.size());
        var unknown = new ArrayList<ReceivedReport>();
        var unproven = reports.stream()
                .filter(ReceivedReport::mustAgree)
                .flatMap(report -> own(report).stream())
                .collect(Collectors.toSet());
        for (var report : reports) {
            var found = own(report).filter(id -> !unproven.contains(id)).flatMap(id -> recall(id, report));
            located.add(found);
            if (found.isEmpty()) {
                unknown.add(report);
            }
        }
        if (unknown.size() == reports.size()) {
            return ledger.locate(reports);
        }
        var read = (unknown.isEmpty() ? List.<Located>of() : ledger.locate(unknown)).iterator();
        return Located.asOfTheOldest(
                located.stream().map(found -> found.orElseGet(read::next)).toList());
    }

    /**
     * Only what is written is judged by memory, since the write tells whether it was right. Nothing is written of an unproven
     * report that is refused, so no report of its message in the batch is; nor of a duplicate, so that is looked up.
     */
    private Optional<Located> recall(MessageId id, ReceivedReport report) {
        return recall(id)
                .filter(known -> !known.reports().contains(report.fingerprint()))
                .map(known -> new Located(Optional.of(known.stored()), false));
    }

    /** The message on whose own URL it came. */
    private static Optional<MessageId> own(ReceivedReport report) {
        return report.ownId().flatMap(MessageId::parse);
    }

    private Optional<Remembered> recall(MessageId id) {
        synchronized (remembered) {
            return Optional.ofNullable(remembered.get(id));
        }
    }

    @Override
    public Map<MessageId, Stored> find(Set<MessageId> ids) {
        return ledger.find(ids);
    }

    /** What is not remembered is read. */
    @Override
    public Map<MessageId, Stored> recall(Set<MessageId> ids) {
        var known = new HashMap<MessageId, Stored>();
        var unknown = new HashSet<MessageId>();
        for (var id : ids) {
            recall(id).ifPresentOrElse(found -> known.put(id, found.stored()), () -> unknown.add(id));
        }
        if (!unknown.isEmpty()) {
            known.putAll(ledger.find(unknown));
        }
        return known;
    }

    /** The queue, of which what this node leases is remembered: it was read in being leased. */
    public SubmissionQueue remembering(SubmissionQueue queue) {
        requireNonNull(queue, "queue");
        return new SubmissionQueue() {
            @Override
            public List<Stored> lease(int limit, Duration lease, SendingLimits limits) {
                var leased = queue.lease(limit, lease, limits);
                remember(leased);
                return leased;
            }

            @Override
            public List<Stored> findRunOut(int limit) {
                return queue.findRunOut(limit);
            }

            @Override
            public List<Stored> findOverdue(int limit) {
                return queue.findOverdue(limit);
            }
        };
    }

    private void remember(List<Stored> leased) {
        synchronized (remembered) {
            for (var stored : leased) {
                remembered.compute(stored.message().id(), (_, known) -> after(stored, known));
            }
        }
    }

    /** A report, or the end of the lease, may have been faster than the news of it. */
    private static Remembered after(Stored leased, @Nullable Remembered known) {
        if (known == null) {
            return new Remembered(leased, Set.of());
        }
        return known.stored().revision() > leased.revision() ? known : new Remembered(leased, known.reports());
    }

    @Override
    public Map<MessageId, List<Evidence>> histories(Set<MessageId> ids) {
        return ledger.histories(ids);
    }

    /** What was not written, or may or may not have been, is forgotten. */
    @Override
    public Set<MessageId> append(List<MessageChange> changes, List<Receipt> receipts) {
        Set<MessageId> written = Set.of();
        try {
            written = ledger.append(changes, receipts);
            return written;
        } finally {
            remember(changes, written);
        }
    }

    private void remember(List<MessageChange> changes, Set<MessageId> written) {
        synchronized (remembered) {
            for (var change : changes) {
                var id = change.after().id();
                if (written.contains(id)) {
                    remembered.compute(id, (_, known) -> after(change, known));
                } else {
                    remembered.remove(id);
                }
            }
        }
    }

    /** Null when there is nothing worth remembering: of a message that is closed, hardly anything is heard any more. */
    private static @Nullable Remembered after(MessageChange change, @Nullable Remembered known) {
        var stored = change.stored();
        if (known != null && known.stored().revision() > stored.revision()) {
            return known;
        }
        if (stored.message().closedAt().isPresent()) {
            return null;
        }
        var reports = known == null ? new HashSet<Fingerprint>() : new HashSet<>(known.reports());
        change.reports().forEach(report -> reports.add(report.received().fingerprint()));
        return reports.size() > MOST_REPORTS ? null : new Remembered(stored, reports);
    }
}
