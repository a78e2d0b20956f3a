package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import waybill.application.port.in.ReconcileOpenMessages;
import waybill.application.port.in.RecordDeliveryReports;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.in.RecordDeliveryReports.Outcome.Recorded;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.LookupQueue;
import waybill.application.port.out.LookupQueue.Waits;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.MessageLookup;
import waybill.application.port.out.MessageLookup.Answer;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Stored;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.application.port.out.Telemetry;
import waybill.domain.Closing;
import waybill.domain.DeliveryReport;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;
import waybill.domain.Verdict;

/**
 * Takes messages that have been silent for a while, asks the provider about each, and lets the answer into the ledger as
 * any other report. What has been open for too long, and of which the provider has no end to tell, is closed.
 */
public final class ReconcileOpenMessagesService implements ReconcileOpenMessages {
    private static final System.Logger LOG = System.getLogger(ReconcileOpenMessagesService.class.getName());
    /** Small, so that a node that stops has little left to do. */
    static final int BATCH = 4;

    static final int MAX_ATTEMPTS = 5;

    private final LookupQueue queue;
    private final MessageLookup lookup;
    private final RecordDeliveryReports reports;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Telemetry telemetry;
    private final Waits waits;
    private final SendingLimits limits;
    private volatile boolean unavailable;

    public ReconcileOpenMessagesService(
            LookupQueue queue,
            MessageLookup lookup,
            RecordDeliveryReports reports,
            Ledger ledger,
            InstantSource clock,
            Telemetry telemetry,
            Waits waits,
            SendingLimits limits) {
        this.queue = requireNonNull(queue, "queue");
        this.lookup = requireNonNull(lookup, "lookup");
        this.reports = requireNonNull(reports, "reports");
        this.ledger = requireNonNull(ledger, "ledger");
        this.clock = requireNonNull(clock, "clock");
        this.telemetry = requireNonNull(telemetry, "telemetry");
        this.waits = requireNonNull(waits, "waits");
        this.limits = requireNonNull(limits, "limits");
    }

    @Override
    public int reconcile() {
        var taken = queue.take(BATCH, waits, limits);
        taken.forEach(this::reconcile);
        return taken.size();
    }

    /** Only what the provider had its say about is closed; a message without an id cannot be asked for. */
    private void reconcile(Stored stored) {
        var message = stored.message();
        boolean settled =
                message.state().providerIdIfKnown().map(id -> ask(message, id)).orElse(true);
        if (settled) {
            closeIfOverdue(message.id());
        }
    }

    private boolean ask(Message message, ProviderId id) {
        var answer = lookup.look(id);
        telemetry.lookedUp(answer);
        tellOnce(answer);
        return switch (answer) {
            case Answer.Found(var report, var raw) -> {
                record(message, report, ReceivedReport.lookedUp(message.id(), report, raw));
                yield true;
            }
            case Answer.NotFound() -> true;
            case Answer.Unavailable _ -> false;
        };
    }

    private void record(Message before, DeliveryReport report, ReceivedReport answer) {
        var outcome = reports.record(List.of(answer)).getFirst();
        if (outcome instanceof Outcome.Contended) {
            throw new StoreUnavailable("message %s changed under what was looked up".formatted(before.id()));
        }
        if (outcome instanceof Recorded(var _, var verdict) && verdict == Verdict.APPLIED) {
            // Not what the message shows by now: a callback may have come since, and was not lost.
            report.status()
                    .shown()
                    .filter(status -> status != before.state().status())
                    .ifPresent(telemetry::callbackLost);
        }
    }

    /** One failure is told once, until the next answer. */
    private void tellOnce(Answer answer) {
        boolean failed = answer instanceof Answer.Unavailable;
        if (failed && !unavailable) {
            LOG.log(Level.WARNING, "Plivo cannot be asked about messages: {0}", ((Answer.Unavailable) answer).reason());
        } else if (!failed && unavailable) {
            LOG.log(Level.INFO, "Plivo can be asked about messages again");
        }
        unavailable = failed;
    }

    private void closeIfOverdue(MessageId id) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            var stored = find(id).filter(this::isOverdue).filter(found -> !found.isScheduled());
            if (stored.isEmpty() || tryToClose(stored.get())) {
                return;
            }
        }
        throw new StoreUnavailable("message %s changed %d times under us".formatted(id, MAX_ATTEMPTS));
    }

    private boolean isOverdue(Stored stored) {
        return !clock.instant().isBefore(stored.message().closesAt(waits.untilClosed()));
    }

    private boolean tryToClose(Stored stored) {
        var closed = stored.message().closedWithoutEnd(clock.instant());
        if (closed.equals(stored.message())) {
            return true;
        }
        var change =
                new MessageChange(stored, closed, List.of(), List.of(), List.of(), Set.of(), new Schedule.Unchanged());
        if (ledger.append(List.of(change), List.of()).isEmpty()) {
            return false;
        }
        closed.closing().map(Closing::outcome).ifPresent(telemetry::messageClosed);
        return true;
    }

    private Optional<Stored> find(MessageId id) {
        return Optional.ofNullable(ledger.find(Set.of(id)).get(id));
    }
}
