package waybill.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sends accepted messages on their way, each with an outbox if its client wants callbacks. */
final class Dispatch {

    /** A client waits no longer, also where time passes slower than Plivo's or a callback waits for room. */
    private static final Duration LONGEST_FIRST_TRY = Duration.ofSeconds(20);

    private final Timeline timeline;
    private final Courier courier;
    private final CallbackFaults faults;

    Dispatch(Timeline timeline, Courier courier, CallbackFaults faults) {
        this.timeline = timeline;
        this.courier = courier;
        this.faults = faults;
    }

    void begin(List<SimulatedMessage> messages, CallbackAddress callback) {
        messages.forEach(message -> begin(message, callback));
    }

    /** Returns after the first callback of each message was answered, or could not be. */
    void beginAndAwaitFirstTry(List<SimulatedMessage> messages, CallbackAddress callback) {
        for (var outbox : messages.stream()
                .map(message -> begin(message, callback))
                .flatMap(Optional::stream)
                .toList()) {
            try {
                outbox.awaitFirstTry(LONGEST_FIRST_TRY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Optional<Outbox> begin(SimulatedMessage message, CallbackAddress callback) {
        return switch (callback) {
            case CallbackAddress.None _ -> {
                timeline.begin(message, (_, _) -> {});
                yield Optional.empty();
            }
            case CallbackAddress.At address -> {
                var outbox = new Outbox(message, address, faults, courier);
                timeline.begin(message, outbox::report);
                yield Optional.of(outbox);
            }
        };
    }
}
