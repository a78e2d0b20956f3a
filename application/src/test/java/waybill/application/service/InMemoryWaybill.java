package waybill.application.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.out.Examples;
import waybill.application.port.out.IdSource;
import waybill.application.port.out.InMemoryGateway;
import waybill.application.port.out.InMemoryStores;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.LookupQueue.Waits;
import waybill.application.port.out.MessageListing;
import waybill.application.port.out.MessageLookup.Answer;
import waybill.application.port.out.MessageQuery;
import waybill.application.port.out.OrphanReport;
import waybill.application.port.out.OrphanReports.OrphanQuery;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.SettlementQueue;
import waybill.application.port.out.Stored;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.application.port.out.Telemetry;
import waybill.application.port.out.Timeline.Entry;
import waybill.application.service.DispatchDueMessagesService.Settings;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;
import waybill.domain.RetryPolicy;
import waybill.domain.Span;
import waybill.domain.Status;

/** All use cases over fakes, with time and threads in the test's hand. */
final class InMemoryWaybill {
    static final Duration LEASE = Duration.ofSeconds(60);
    static final Duration API_TIMEOUT = Duration.ofSeconds(15);
    static final Duration PAUSE_WHEN_UNAUTHORIZED = Duration.ofMinutes(5);
    static final int ROOM = 3;
    static final int SWEEP_WINDOW = 3;

    /** With half of the jitter, the first wait is 1 s, and none is longer than 64 s. */
    static final RetryPolicy RETRIES = new RetryPolicy(Duration.ofSeconds(2), Duration.ofSeconds(128));

    static final SubmissionSchedule SCHEDULE = new SubmissionSchedule(RETRIES, () -> 0.5);

    static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    static final Waits LOOKUPS = new Waits(Duration.ofMinutes(8), Duration.ofDays(1), Duration.ofDays(3));

    static final int PAGE = 2;
    static final Duration GAP = Duration.ofMinutes(1);

    static final SettleUnconfirmedMessagesService.Settings SETTLING = new SettleUnconfirmedMessagesService.Settings(
            LEASE,
            Duration.ofMinutes(15),
            GAP,
            LOOKUPS.untilClosed(),
            true,
            new SettlementQueue.Limits(0, SendingLimits.NONE));

    final ManualTime time = new ManualTime();
    final InMemoryStores stores = new InMemoryStores(time, LOOKUPS.first());
    final ScriptedLedger ledger = new ScriptedLedger(stores.ledger());
    final InMemoryGateway gateway = new InMemoryGateway();
    final RecordingTelemetry telemetry = new RecordingTelemetry();
    final RecordingBell bell = new RecordingBell();
    final RecordingPause pause = new RecordingPause();
    final IdSource ids = () -> Examples.nextId(time.instant());
    final MatchOrphansService matching =
            new MatchOrphansService(ledger, stores.orphanReports(), telemetry, SWEEP_WINDOW);
    final DirectRecorder recorder = new DirectRecorder(
            new EvidenceRecorder(ledger, stores.orphanReports(), ids, SCHEDULE, matching, telemetry));
    final EnforceTimeoutsService timeouts = new EnforceTimeoutsService(stores.queue(), ledger, time, telemetry);

    /** What the harmless question to the provider finds. */
    boolean plivoAnswers = true;

    /** What the provider answers when it is asked; until a test says otherwise it knows nothing. */
    final Map<ProviderId, Answer> truth = new HashMap<>();

    final List<ProviderId> asked = new ArrayList<>();
    final ReconcileOpenMessagesService reconcile = new ReconcileOpenMessagesService(
            stores.lookups(), this::look, recorder, ledger, time, telemetry, LOOKUPS, SendingLimits.NONE);

    /** What the provider's list holds; empty when it cannot be read. */
    Optional<List<MessageListing.Listed>> listed = Optional.of(List.of());

    /** The stretches of time that were asked for, one for each page. */
    final List<Span> windows = new ArrayList<>();

    final SettleUnconfirmedMessagesService settle = settling(SETTLING);

    /** Records through another ledger, as another node does, or without being counted. */
    DirectRecorder recorder(Ledger its, Telemetry counting) {
        var itsMatching = new MatchOrphansService(its, stores.orphanReports(), telemetry, SWEEP_WINDOW);
        return new DirectRecorder(
                new EvidenceRecorder(its, stores.orphanReports(), ids, SCHEDULE, itsMatching, counting));
    }

    SettleUnconfirmedMessagesService settling(SettleUnconfirmedMessagesService.Settings settings) {
        return new SettleUnconfirmedMessagesService(
                stores.settlements(), this::page, recorder, ledger, time, bell, telemetry, settings);
    }

    private MessageListing.Answer page(Span window, int offset) {
        windows.add(window);
        if (listed.isEmpty()) {
            return new MessageListing.Answer.Unavailable("HTTP 500");
        }
        var inWindow = listed.get().stream()
                .filter(record ->
                        record.report().times().message().map(window::contains).orElse(true))
                .toList();
        var page = inWindow.stream().skip(offset).limit(PAGE).toList();
        var ids = page.stream().map(record -> record.report().providerId()).toList();
        return new MessageListing.Answer.Page(page, ids, ids.size() < PAGE);
    }

    private Answer look(ProviderId id) {
        asked.add(id);
        return truth.getOrDefault(id, new Answer.NotFound());
    }

    /** One process that dispatches; all share the stores and the gateway. */
    final class Node {
        final ManualExecutor executor = new ManualExecutor();
        final DispatchDueMessagesService dispatch;

        Node(LongSupplier nanoTime) {
            dispatch = new DispatchDueMessagesService(
                    stores.queue(),
                    recorder,
                    gateway,
                    () -> plivoAnswers,
                    time,
                    nanoTime,
                    pause,
                    executor,
                    bell,
                    new Settings(LEASE, API_TIMEOUT, ROOM, PAUSE_WHEN_UNAUTHORIZED, SendingLimits.NONE));
        }

        /** Takes what is due and submits it. */
        int dispatchAndRun() {
            int taken = dispatch.dispatch();
            executor.runAll();
            return taken;
        }
    }

    Node node() {
        return node(time);
    }

    /** @param nanoTime its monotonic clock, where that is not the wall's */
    Node node(LongSupplier nanoTime) {
        return new Node(nanoTime);
    }

    /** A message accepted now, with an hour until its deadline. */
    Message accept() {
        return accept(Examples.message(time.instant(), 3600));
    }

    Message accept(Message message) {
        stores.messages().accept(List.of(Examples.withoutKey(message)));
        return message;
    }

    Message message(MessageId id) {
        return stores.messages().find(id).orElseThrow();
    }

    /** How many messages show a status. */
    int count(Status status) {
        var query = new MessageQuery(
                Optional.of(status),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                MessageQuery.MAX_LIMIT);
        return stores.messages().list(query).items().size();
    }

    Status status(Message message) {
        return message(message.id()).state().status();
    }

    Stored stored(Message message) {
        return Optional.ofNullable(stores.ledger().find(Set.of(message.id())).get(message.id()))
                .orElseThrow();
    }

    List<Outcome> record(ReceivedReport... received) {
        return recorder.record(List.of(received));
    }

    /** What the timeline of a message holds of one kind. */
    <T extends Entry> List<T> entries(Message message, Class<T> kind) {
        return new ReadTimelineService(stores.messages())
                .read(message.id()).orElseThrow().entries().stream()
                        .filter(kind::isInstance)
                        .map(kind::cast)
                        .toList();
    }

    List<OrphanReport> orphans() {
        return stores.orphanReports()
                .list(new OrphanQuery(Optional.empty(), 50))
                .items();
    }
}
