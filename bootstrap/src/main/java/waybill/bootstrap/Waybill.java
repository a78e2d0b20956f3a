package waybill.bootstrap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import waybill.adapter.http.HttpApi;
import waybill.adapter.http.HttpConfig;
import waybill.adapter.http.HttpServer;
import waybill.adapter.http.PrometheusTelemetry;
import waybill.adapter.persistence.Database;
import waybill.adapter.persistence.DatabaseConfig;
import waybill.adapter.persistence.embedded.EmbeddedPostgres;
import waybill.adapter.plivo.PlivoAccount;
import waybill.adapter.plivo.PlivoCallbacks;
import waybill.adapter.plivo.PlivoGateway;
import waybill.adapter.plivo.PlivoListing;
import waybill.adapter.plivo.PlivoLookup;
import waybill.application.port.out.LookupQueue;
import waybill.application.port.out.SettlementQueue;
import waybill.application.service.AcceptMessagesTogether;
import waybill.application.service.AcknowledgementWatch;
import waybill.application.service.DispatchDueMessagesService;
import waybill.application.service.EnforceTimeoutsService;
import waybill.application.service.EvidenceRecorder;
import waybill.application.service.GroupCommit;
import waybill.application.service.MatchOrphansService;
import waybill.application.service.ReadTimelineService;
import waybill.application.service.ReceiveDeliveryCallbackService;
import waybill.application.service.ReconcileOpenMessagesService;
import waybill.application.service.RecordReportsTogether;
import waybill.application.service.RecordSubmissionsTogether;
import waybill.application.service.RememberingLedger;
import waybill.application.service.SendMessageService;
import waybill.application.service.SettleUnconfirmedMessagesService;
import waybill.application.service.SubmissionSchedule;
import waybill.bootstrap.WaybillConfig.DatabaseSource;
import waybill.domain.RetryPolicy;

/** The composition root: how a Waybill comes to run. */
final class Waybill {
    private static final int MAX_SUBMISSIONS_UNDER_WAY = 100;
    private static final int ORPHANS_LOOKED_THROUGH = 1_000;

    /** Some 2 kB each. */
    private static final int REMEMBERED_MESSAGES = 10_000;

    /**
     * What waits is bounded by the requests that the server takes at once, 1,000, and the submissions under way; whoever
     * waits is answered within 5 s.
     */
    private static final GroupCommit.Limits COMMITS =
            new GroupCommit.Limits(1_000 + 2 * MAX_SUBMISSIONS_UNDER_WAY, 256, 2, 16, Duration.ofMillis(4_900));

    /** The only wall clock there is, as precise as PostgreSQL keeps time. */
    private static final InstantSource CLOCK = () -> Instant.now().truncatedTo(ChronoUnit.MICROS);

    /** Thread-safe, unlike the generators behind it. */
    private static final RandomGenerator RANDOM =
            () -> ThreadLocalRandom.current().nextLong();

    private Waybill() {}

    /**
     * Opens everything, in the order in which it is needed, so that it can be closed in reverse: what takes work first, then
     * what does it, PostgreSQL last.
     *
     * @return the port on which it listens
     */
    static int start(WaybillConfig config, Closing closing) {
        HttpServer.requireFree(http(config));
        var times = config.times();
        var database = closing.add(Database.open(database(config, closing)));

        var account = account(config);
        var gateway = closing.add(new PlivoGateway(account, config.publicUrl()));
        var callbacks =
                new PlivoCallbacks(account, config.publicUrl(), config.plivo().v2Policy());

        var ids = new UuidV7Source(CLOCK, RANDOM);
        var telemetry = new PrometheusTelemetry();
        closing.add(Upkeep.start(Chores.of(config, database, CLOCK, telemetry)));
        var bell = new Bell();
        var ledger = new RememberingLedger(database.ledger(times.reconcileAfter()), REMEMBERED_MESSAGES);
        var matching = new MatchOrphansService(ledger, database.orphanReports(), telemetry, ORPHANS_LOOKED_THROUGH);
        var recorder = new EvidenceRecorder(
                ledger,
                database.orphanReports(),
                ids,
                new SubmissionSchedule(new RetryPolicy(times.retryFirst(), times.retryLongest()), RANDOM::nextDouble),
                matching,
                telemetry);
        var evidence = closing.add(group("evidence", recorder::record));
        var reports = new RecordReportsTogether(evidence);
        closing.add(OrphanSweep.start(matching));
        var dispatch = new DispatchDueMessagesService(
                ledger.remembering(database.queue()),
                new RecordSubmissionsTogether(evidence),
                gateway,
                gateway,
                CLOCK,
                System::nanoTime,
                Thread::sleep,
                closing.add(new Submissions(graceForEach(times))),
                bell,
                dispatchSettings(config));

        var timeouts = new EnforceTimeoutsService(database.queue(), ledger, CLOCK, telemetry);
        closing.add(BackgroundLoop.start(
                "ending what ran out of time", timeouts::enforce, times.pollInterval(), graceForEach(times)));

        var reconcile = new ReconcileOpenMessagesService(
                database.lookups(),
                closing.add(new PlivoLookup(account, CLOCK)),
                reports,
                ledger,
                CLOCK,
                telemetry,
                new LookupQueue.Waits(times.reconcileAfter(), times.reconcileLongest(), times.closeAfter()),
                config.plivo().limits());
        closing.add(BackgroundLoop.start(
                "reconciliation", reconcile::reconcile, times.pollInterval(), graceForEach(times)));

        var settle = new SettleUnconfirmedMessagesService(
                database.settlements(),
                closing.add(new PlivoListing(account, CLOCK)),
                reports,
                ledger,
                CLOCK,
                bell,
                telemetry,
                settlingSettings(config));
        closing.add(BackgroundLoop.start("settling", settle::settle, times.pollInterval(), graceForEach(times)));

        var acknowledgements = new AcknowledgementWatch(adviceOnRepeats(config.callbackAck()));
        var messages = database.messages();
        var accepting =
                new AcceptMessagesTogether(messages, closing.add(group("messages", messages::accept)), Thread::sleep);
        var api = new HttpApi(
                new SendMessageService(accepting, bell, telemetry, times.messageDeadline()),
                messages::find,
                messages::list,
                new ReadTimelineService(messages),
                database.orphanReports()::list,
                database.lostCallbacks()::since,
                new ReceiveDeliveryCallbackService(callbacks, reports, acknowledgements, telemetry),
                List.of(
                        database.readiness(),
                        dispatch.readiness(),
                        callbacks.readiness(),
                        acknowledgements.readiness()),
                telemetry,
                ids,
                CLOCK);
        var server = closing.add(HttpServer.start(http(config), api));

        // Last, since what is submitted leads to callbacks.
        closing.add(
                BackgroundLoop.start("dispatch", dispatch::dispatch, bell, times.pollInterval(), graceForEach(times)));
        closing.add(database.listen(bell));
        return server.port();
    }

    private static <I, O> GroupCommit<I, O> group(String name, Function<List<I>, List<O>> commit) {
        return new GroupCommit<>(
                commit,
                COMMITS,
                Thread.ofPlatform().daemon().name("commit-" + name).factory());
    }

    private static DatabaseConfig database(WaybillConfig config, Closing closing) {
        return switch (config.database()) {
            case DatabaseSource.External(var url, var user, var password) ->
                databaseConfig(config, url, user, password);
            case DatabaseSource.Embedded() -> {
                var postgres = closing.add(EmbeddedPostgres.start(config.data()));
                // Should another program take the port during a restart, it does not get the password in clear.
                var url = postgres.jdbcUrl() + "?requireAuth=scram-sha-256";
                yield databaseConfig(config, url, postgres.user(), postgres.password());
            }
        };
    }

    private static DatabaseConfig databaseConfig(WaybillConfig config, String url, String user, String password) {
        return new DatabaseConfig(
                url,
                user,
                password,
                config.connections(),
                config.kind().text(),
                config.plivo().authId());
    }

    private static PlivoAccount account(WaybillConfig config) {
        var plivo = config.plivo();
        return new PlivoAccount(
                plivo.authId(),
                plivo.tokens(),
                plivo.subaccountTokens(),
                plivo.apiUrl(),
                config.times().apiTimeout());
    }

    private static DispatchDueMessagesService.Settings dispatchSettings(WaybillConfig config) {
        var limits = config.plivo().limits();
        int underWay = limits.maxConcurrent() == 0
                ? MAX_SUBMISSIONS_UNDER_WAY
                : Math.min(limits.maxConcurrent(), MAX_SUBMISSIONS_UNDER_WAY);
        return new DispatchDueMessagesService.Settings(
                config.times().lease(),
                config.times().apiTimeout(),
                underWay,
                config.times().retryLongest(),
                limits);
    }

    private static SettleUnconfirmedMessagesService.Settings settlingSettings(WaybillConfig config) {
        var times = config.times();
        return new SettleUnconfirmedMessagesService.Settings(
                times.lease(),
                times.settling(),
                times.settlingGap(),
                times.closeAfter(),
                config.resendWhenAbsent(),
                new SettlementQueue.Limits(
                        config.plivo().listsPerMinute(), config.plivo().limits()));
    }

    private static String adviceOnRepeats(int acknowledgedBy) {
        return acknowledgedBy == 204
                ? "callbacks keep coming that were answered 204: Plivo seems to want 200, set WAYBILL_CALLBACK_ACK=200"
                : "callbacks keep coming that were answered %d: our answers seem not to reach Plivo, see the proxy's log"
                        .formatted(acknowledgedBy);
    }

    private static HttpConfig http(WaybillConfig config) {
        return new HttpConfig(
                config.host(),
                config.port(),
                config.apiKeys(),
                config.callbackAck(),
                HttpConfig.Limits.DEFAULT.withGrace(graceForEach(config.times())));
    }

    /** Callers' requests and our own to Plivo end one after the other: each gets half of the time for stopping. */
    private static Duration graceForEach(WaybillConfig.Times times) {
        return Duration.ofMillis(times.stopTimeout().toMillis() / 2);
    }
}
