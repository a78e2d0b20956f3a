package waybill.application.simulation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import waybill.application.port.in.ReceiveDeliveryCallback;
import waybill.application.port.in.RecordDeliveryReports;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.in.SendMessage;
import waybill.application.port.out.DispatchBell;
import waybill.application.port.out.OutcomeUnknown;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.SettlementQueue;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.application.service.AcknowledgementWatch;
import waybill.application.service.DispatchDueMessagesService;
import waybill.application.service.EnforceTimeoutsService;
import waybill.application.service.EvidenceRecorder;
import waybill.application.service.MatchOrphansService;
import waybill.application.service.NewEvidence;
import waybill.application.service.NewEvidence.Disposition;
import waybill.application.service.NewEvidence.Ended;
import waybill.application.service.NewEvidence.Reported;
import waybill.application.service.ReceiveDeliveryCallbackService;
import waybill.application.service.ReconcileOpenMessagesService;
import waybill.application.service.RecordSubmission;
import waybill.application.service.RememberingLedger;
import waybill.application.service.SendMessageService;
import waybill.application.service.SettleUnconfirmedMessagesService;
import waybill.application.service.SubmissionSchedule;
import waybill.application.simulation.Scheduler.Reply;
import waybill.domain.MessageId;
import waybill.domain.RetryPolicy;

/** One process of Waybill, wired as the real one is, over ports at which it may die. */
final class Waybill {
    static final Duration LEASE = Duration.ofSeconds(20);

    private static final Duration PAUSE_WHEN_UNAUTHORIZED = Duration.ofSeconds(20);
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final RetryPolicy RETRIES = new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(20));
    private static final int UNDER_WAY = 4;
    private static final int SWEEP_WINDOW = 4;
    private static final int REMEMBERED_MESSAGES = 3;
    private static final SendingLimits LIMITS = new SendingLimits(0, 300, 6);
    private static final Duration LONGEST_REST_IN_CALM = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofMinutes(2);
    private static final Duration GAP = Duration.ofSeconds(20);
    private static final long SOON_OVERFLOWS = Long.MAX_VALUE - 500_000_000;

    private final World world;
    private final Party party;
    private final SendMessage sending;
    private final ReceiveDeliveryCallback receiving;
    private Reply<Boolean> bell;

    Waybill(World world, Party party, Consumer<String> step, InstantSource clock, Plivo plivo, PlantedFault fault) {
        this.world = world;
        this.party = party;
        this.bell = world.scheduler.reply();
        var scheduler = world.scheduler;
        var store = new SimulatedStore(world, step);
        var planted = fault.plant();
        var ledger = new RememberingLedger(planted.ledger(store), REMEMBERED_MESSAGES);
        var orphans = planted.orphanReports(store);
        var telemetry = world.sightings;
        DispatchBell rings = () -> bell.complete(true);

        var matching = new MatchOrphansService(ledger, orphans, telemetry, SWEEP_WINDOW);
        var recorder = new EvidenceRecorder(
                ledger,
                orphans,
                world.ids(),
                new SubmissionSchedule(RETRIES, world.fates::fraction),
                matching,
                telemetry);
        var evidence = new Together<>(scheduler, party, "evidence", planted.recording(recorder::record));
        RecordDeliveryReports reports =
                all -> all.stream().map(report -> outcome(evidence, report)).toList();
        RecordSubmission outcomes = (id, ended) -> {
            if (evidence.commit(new Ended(id, ended)) == Disposition.OfAttempt.CONTENDED) {
                throw new StoreUnavailable("contended");
            }
        };
        var gateway = planted.gateway(submission -> {
            step.accept("submits " + world.nameOf(submission.id()));
            return plivo.submit(submission);
        });
        var queue = ledger.remembering(planted.queue(store, ledger));
        var timeouts = new EnforceTimeoutsService(queue, ledger, clock, telemetry);
        var dispatch = new DispatchDueMessagesService(
                queue,
                outcomes,
                gateway,
                plivo,
                clock,
                () -> SOON_OVERFLOWS + world.time.nanoTime(),
                scheduler::sleep,
                task -> scheduler.spawn(party, "submission", task),
                rings,
                new DispatchDueMessagesService.Settings(
                        LEASE, Plivo.API_TIMEOUT, UNDER_WAY, PAUSE_WHEN_UNAUTHORIZED, LIMITS));
        var reconcile = new ReconcileOpenMessagesService(
                store, plivo, reports, ledger, clock, telemetry, World.LOOKUPS, LIMITS);
        var settle = new SettleUnconfirmedMessagesService(
                store,
                new PlivoList(world, plivo),
                reports,
                ledger,
                clock,
                rings,
                telemetry,
                new SettleUnconfirmedMessagesService.Settings(
                        LEASE,
                        planted.settling(SETTLING),
                        GAP,
                        World.LOOKUPS.untilClosed(),
                        true,
                        new SettlementQueue.Limits(20, LIMITS)));

        var messages = planted.messages(store);
        var grouped = new Together<>(scheduler, party, "messages", messages::accept);
        sending = new SendMessageService(new AcceptTogether(messages, grouped::commit), rings, telemetry, DEADLINE);
        receiving = new ReceiveDeliveryCallbackService(
                new DecodedCallbacks(clock),
                planted.reports(reports, task -> scheduler.spawn(party, "records late", task)),
                new AcknowledgementWatch("none"),
                telemetry);

        loop("dispatches", dispatch::dispatch, this::awaitBell, Duration.ofSeconds(1), Duration.ofSeconds(4));
        loop("ends", timeouts::enforce, scheduler::sleep, Duration.ofSeconds(1), Duration.ofSeconds(4));
        loop("sweeps", matching::match, scheduler::sleep, Duration.ofSeconds(20), Duration.ofSeconds(30));
        loop("reconciles", reconcile::reconcile, scheduler::sleep, Duration.ofSeconds(20), Duration.ofSeconds(30));
        loop("settles", settle::settle, scheduler::sleep, Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    private static Outcome outcome(Together<NewEvidence, Disposition> evidence, ReceivedReport report) {
        return switch (evidence.commit(new Reported(report))) {
            case Disposition.OfReport(var outcome) -> outcome;
            case Disposition.OfAttempt _ -> throw new IllegalStateException("not of a report");
        };
    }

    void send(SendMessage.Command command, Reply<Boolean> answer) {
        scheduled("accepts " + command.clientReference().orElseThrow().value(), answer, () -> {
            switch (sending.send(command)) {
                case SendMessage.Result.Accepted(var message) -> world.promises.accepted(message.id());
                case SendMessage.Result.Replayed(var message) -> world.promises.accepted(message.id());
                case SendMessage.Result.KeyReused() -> world.scheduler.fail("the key was not reused");
                case SendMessage.Result.KeyBusy() -> throw new StoreUnavailable("busy");
            }
        });
    }

    void receive(Word word, Optional<MessageId> ownUrl, Reply<Boolean> answer) {
        scheduled("receives " + word.status() + " of " + word.providerId(), answer, () -> {
            var result = receiving.receive(DecodedCallbacks.request(word, ownUrl, world.time.instant()));
            if (result instanceof ReceiveDeliveryCallback.Result.Stored) {
                world.promises.acknowledged(word);
            } else {
                world.scheduler.fail("a callback of Plivo's was answered " + result);
            }
        });
    }

    /** The answer is yes when the work is done, no when the store did not do it, and none when the node dies of it. */
    private void scheduled(String name, Reply<Boolean> answer, Runnable work) {
        world.scheduler.spawn(party, name, () -> {
            try {
                work.run();
                world.scheduler.note("answers yes");
                answer.complete(true);
            } catch (StoreUnavailable | OutcomeUnknown e) {
                world.scheduler.note("answers no: " + e.getMessage());
                answer.complete(false);
            }
        });
    }

    /** Works, and waits for the bell or for a time that grows while there is nothing to do. */
    private void loop(
            String name, IntSupplier work, Consumer<Duration> rest, Duration first, Duration longestInTrouble) {
        world.scheduler.spawn(party, name, () -> {
            var wait = first;
            while (true) {
                wait = turn(work) > 0 ? first : wait.multipliedBy(2);
                var longest = world.fates.isCalm() ? LONGEST_REST_IN_CALM : longestInTrouble;
                wait = wait.compareTo(longest) < 0 ? wait : longest;
                rest.accept(wait);
            }
        });
    }

    private void awaitBell(Duration longest) {
        var _ = bell.await(longest);
        bell = world.scheduler.reply();
    }

    private static int turn(IntSupplier work) {
        try {
            return work.getAsInt();
        } catch (StoreUnavailable _) {
            return 0;
        }
    }
}
