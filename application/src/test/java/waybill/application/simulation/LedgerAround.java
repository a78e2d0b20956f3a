package waybill.application.simulation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.Stored;
import waybill.domain.Evidence;
import waybill.domain.MessageId;

/** A ledger that does what another does, but for what a fault changes. */
class LedgerAround implements Ledger {
    private final Ledger sound;

    LedgerAround(Ledger sound) {
        this.sound = sound;
    }

    @Override
    public List<Located> locate(List<ReceivedReport> reports) {
        return sound.locate(reports);
    }

    @Override
    public Map<MessageId, Stored> find(Set<MessageId> ids) {
        return sound.find(ids);
    }

    @Override
    public Map<MessageId, List<Evidence>> histories(Set<MessageId> ids) {
        return sound.histories(ids);
    }

    @Override
    public Set<MessageId> append(List<MessageChange> changes, List<Receipt> receipts) {
        return sound.append(changes, receipts);
    }
}
