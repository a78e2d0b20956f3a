package waybill.application.simulation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import waybill.application.port.in.RecordDeliveryReports;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.MessageStore;
import waybill.application.port.out.OrphanReports;
import waybill.application.port.out.SmsGateway;
import waybill.application.port.out.SubmissionQueue;
import waybill.application.service.NewEvidence;
import waybill.application.service.NewEvidence.Disposition;

/** Where a fault can be put into a node, around ports and use cases: production code has no switch for it. Here, none. */
interface Planted {
    default SmsGateway gateway(SmsGateway sound) {
        return sound;
    }

    default Ledger ledger(Ledger sound) {
        return sound;
    }

    default MessageStore messages(MessageStore sound) {
        return sound;
    }

    default OrphanReports orphanReports(OrphanReports sound) {
        return sound;
    }

    default SubmissionQueue queue(SubmissionQueue sound, Ledger ledger) {
        return sound;
    }

    /** How long after the end of its lease a message that is not listed counts as absent. */
    default Duration settling(Duration sound) {
        return sound;
    }

    default Function<List<NewEvidence>, List<Disposition>> recording(
            Function<List<NewEvidence>, List<Disposition>> sound) {
        return sound;
    }

    /** @param later runs what it is given in an activity of its own */
    default RecordDeliveryReports reports(RecordDeliveryReports sound, Executor later) {
        return sound;
    }
}
