package waybill.application.port.out;

import java.time.Duration;
import java.time.Instant;
import waybill.domain.Span;

/** An attempt that may have happened, and when it is to be looked for next. */
record InMemorySettlement(int attempt, Instant leaseEnd, Instant endedAt, Instant nextAt) {
    boolean isDue(Instant now, SettlementQueue.Waits waits) {
        return !nextAt.isAfter(now) && !endedAt.plus(waits.first()).isAfter(now);
    }

    boolean isNear(InMemorySettlement anchor, Duration spread) {
        return new Span(anchor.endedAt, anchor.endedAt).widened(spread, spread).contains(endedAt);
    }

    InMemorySettlement next(Instant at) {
        return new InMemorySettlement(attempt, leaseEnd, endedAt, at);
    }
}
