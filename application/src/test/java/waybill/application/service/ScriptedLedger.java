package waybill.application.service;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Stored;
import waybill.domain.Evidence;
import waybill.domain.MessageId;

/** A ledger to which something happens right before it is written: a rival writes first, or it goes away. */
final class ScriptedLedger implements Ledger {
    private final Ledger ledger;
    private final Deque<Runnable> beforeAppend = new ArrayDeque<>();
    private final Deque<Runnable> afterAppend = new ArrayDeque<>();

    ScriptedLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    void beforeNextAppends(int times, Runnable happening) {
        for (int i = 0; i < times; i++) {
            beforeAppend.add(happening);
        }
    }

    void afterNextAppend(Runnable happening) {
        afterAppend.add(happening);
    }

    void beAwayForNextAppends(int times) {
        beforeNextAppends(times, () -> {
            throw new StoreUnavailable("the store is away");
        });
    }

    /** Whether all that was to happen has happened. */
    boolean isDone() {
        return beforeAppend.isEmpty() && afterAppend.isEmpty();
    }

    @Override
    public List<Located> locate(List<ReceivedReport> reports) {
        return ledger.locate(reports);
    }

    @Override
    public Map<MessageId, Stored> find(Set<MessageId> ids) {
        return ledger.find(ids);
    }

    @Override
    public Map<MessageId, List<Evidence>> histories(Set<MessageId> ids) {
        return ledger.histories(ids);
    }

    @Override
    public Set<MessageId> append(List<MessageChange> changes, List<Receipt> receipts) {
        var happening = beforeAppend.poll();
        if (happening != null) {
            happening.run();
        }
        var written = ledger.append(changes, receipts);
        var following = afterAppend.poll();
        if (following != null) {
            following.run();
        }
        return written;
    }
}
