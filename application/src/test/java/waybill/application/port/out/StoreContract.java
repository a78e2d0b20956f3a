package waybill.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.MessageChange.StatusEvent;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.domain.Evidence;
import waybill.domain.Message;
import waybill.domain.MessageId;

/** What the contracts of a store share. */
interface StoreContract {
    Duration LEASE = Duration.ofMinutes(1);

    /** How long after its last change the stores let a message be looked up: at once, since their clock is real. */
    Duration LOOKUP_AFTER = Duration.ZERO;

    int TRIES = 20;

    /** A store with nothing in it. */
    Stores stores();

    default Message accept(Stores stores) {
        return accept(stores, Examples.message());
    }

    default Message accept(Stores stores, Message message) {
        stores.messages().accept(List.of(Examples.withoutKey(message)));
        return message;
    }

    default Stored stored(Stores stores, MessageId id) {
        return Optional.ofNullable(stores.ledger().find(Set.of(id)).get(id)).orElseThrow();
    }

    default Stored lease(Stores stores) {
        return stores.queue().lease(1, LEASE, SendingLimits.NONE).getFirst();
    }

    /** Asks again while there is no connection: of many that come at once some may get none in time. */
    default <T> T patiently(Supplier<T> request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return request.get();
            } catch (StoreUnavailable e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** What the machine takes is time that passes, too. */
    default double secondsSince(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    /** The change that this evidence makes, judged by the domain. */
    default MessageChange change(Stored before, Evidence evidence, Schedule schedule) {
        var transition = before.message().on(evidence);
        assertThat(transition.changesStatus()).isTrue();
        var after = transition.after();
        return new MessageChange(
                before,
                after,
                List.of(),
                evidence instanceof Evidence.SubmissionEnded ended ? List.of(ended) : List.of(),
                List.of(new StatusEvent(after.state().status(), after.state().since())),
                Set.of(),
                schedule);
    }
}
