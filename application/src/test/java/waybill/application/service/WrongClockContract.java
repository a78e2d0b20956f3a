package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waybill.application.port.in.ForgetPast.Forgotten;
import waybill.application.port.out.Examples;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.MessageChange.StatusEvent;
import waybill.application.port.out.MessageStore.Acceptance;
import waybill.application.port.out.OrphanReports.Kept;
import waybill.application.port.out.OrphanReports.OrphanQuery;
import waybill.application.port.out.Stores;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.Refusal;
import waybill.domain.ReportedStatus;
import waybill.domain.SubmissionOutcome;

/** A node whose clock is far ahead, over any store: what it redacted and removed would not come back. */
public interface WrongClockContract {
    Duration AGE = Duration.ofDays(30);
    InstantSource AHEAD = () -> Instant.now().plus(AGE.multipliedBy(3));

    /** A store with nothing in it. */
    Stores stores();

    @Test
    default void a_node_whose_clock_is_ahead_redacts_nothing_that_is_young() throws InterruptedException {
        var stores = stores();
        var young = closed(stores);
        keepOrphan(stores);

        int redacted = new RedactPastService(stores.past(), AGE, AHEAD, _ -> {}, new RecordingTelemetry()).redact();

        assertThat(redacted).isZero();
        assertThat(stores.messages().find(young.id())).contains(young);
    }

    @Test
    default void a_node_whose_clock_is_ahead_removes_nothing_that_is_young() throws InterruptedException {
        var stores = stores();
        var young = closed(stores);
        var keyed = Examples.message();
        stores.messages().accept(List.of(Examples.withKey(keyed, "key", "payload")));
        keepOrphan(stores);

        var forgotten = new ForgetPastService(stores.past(), AGE, AHEAD, _ -> {}, new RecordingTelemetry()).forget();

        assertThat(forgotten).isEqualTo(Forgotten.NOTHING);
        assertThat(stores.messages().find(young.id())).contains(young);
        assertThat(stores.orphanReports()
                        .list(new OrphanQuery(Optional.empty(), 1))
                        .items())
                .hasSize(1);
        assertThat(stores.messages().accept(List.of(Examples.withKey(Examples.message(), "key", "payload"))))
                .containsExactly(new Acceptance.Replayed(keyed));
    }

    private static Message closed(Stores stores) {
        stores.messages().accept(List.of(Examples.withoutKey(Examples.message())));
        var leased = stores.queue()
                .lease(1, Duration.ofMinutes(1), SendingLimits.NONE)
                .getFirst();
        var ended = new SubmissionEnded(
                leased.attempts(),
                new SubmissionOutcome.Refused(new Refusal(400, "")),
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        var after = leased.message().on(ended).after();
        var event = new StatusEvent(after.state().status(), ended.at());
        var change = new MessageChange(
                leased, after, List.of(), List.of(ended), List.of(event), Set.of(), new Schedule.Done());
        assertThat(stores.ledger().append(List.of(change), List.of())).containsExactly(after.id());
        return after;
    }

    private static void keepOrphan(Stores stores) {
        var orphan = Examples.toSharedUrl(Examples.report(Examples.providerId(), ReportedStatus.SENT));
        stores.orphanReports()
                .keep(List.of(new Kept(Examples.nextId(Instant.now()).value(), orphan)));
    }
}
