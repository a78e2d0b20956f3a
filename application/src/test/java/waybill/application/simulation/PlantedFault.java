package waybill.application.simulation;

import waybill.application.simulation.FaultsOfRecording.AcknowledgeBeforeCommit;
import waybill.application.simulation.FaultsOfRecording.ApplyInArrivalOrder;
import waybill.application.simulation.FaultsOfRecording.MatchOrphansOnce;
import waybill.application.simulation.FaultsOfRecording.WriteWithoutGuard;
import waybill.application.simulation.FaultsOfSending.ForgetIdempotency;
import waybill.application.simulation.FaultsOfSending.ResendAfterCrash;
import waybill.application.simulation.FaultsOfSending.ResendOnTimeout;
import waybill.application.simulation.FaultsOfSending.SettleAtOnce;
import waybill.application.simulation.FaultsOfSending.TakeWithoutLease;
import waybill.application.simulation.FaultsOfSending.TrustOldToken;

/** The classic faults of such a service. The simulation is worth what it finds of them. */
enum PlantedFault {
    NONE,
    ACKNOWLEDGE_BEFORE_COMMIT,
    RESEND_ON_TIMEOUT,
    RESEND_AFTER_CRASH,
    TAKE_WITHOUT_LEASE,
    SETTLE_AT_ONCE,
    APPLY_IN_ARRIVAL_ORDER,
    MATCH_ORPHANS_ONCE,
    TRUST_OLD_TOKEN,
    FORGET_IDEMPOTENCY,
    WRITE_WITHOUT_GUARD;

    /** As it is in one process: what it remembers dies with that. */
    Planted plant() {
        return switch (this) {
            case NONE -> new Planted() {};
            case ACKNOWLEDGE_BEFORE_COMMIT -> new AcknowledgeBeforeCommit();
            case RESEND_ON_TIMEOUT -> new ResendOnTimeout();
            case RESEND_AFTER_CRASH -> new ResendAfterCrash();
            case TAKE_WITHOUT_LEASE -> new TakeWithoutLease();
            case SETTLE_AT_ONCE -> new SettleAtOnce();
            case APPLY_IN_ARRIVAL_ORDER -> new ApplyInArrivalOrder();
            case MATCH_ORPHANS_ONCE -> new MatchOrphansOnce();
            case TRUST_OLD_TOKEN -> new TrustOldToken();
            case FORGET_IDEMPOTENCY -> new ForgetIdempotency();
            case WRITE_WITHOUT_GUARD -> new WriteWithoutGuard();
        };
    }
}
