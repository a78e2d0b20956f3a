package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import waybill.application.port.out.PastMessages;

/**
 * Where the past begins: so long ago by this node's clock and by the store's. What is redacted or removed does not come back,
 * so one clock that is ahead does not decide it.
 */
record PastBound(PastMessages past, Duration age, InstantSource clock) {
    PastBound {
        requireNonNull(past, "past");
        requireNonNull(age, "age");
        requireNonNull(clock, "clock");
    }

    Instant before() {
        var here = clock.instant();
        var there = past.now();
        return (here.isBefore(there) ? here : there).minus(age);
    }
}
