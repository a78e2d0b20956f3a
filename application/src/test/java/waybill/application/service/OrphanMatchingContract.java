package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.OrphanReport;
import waybill.application.port.out.OrphanReports.Kept;
import waybill.application.port.out.OrphanReports.OrphanQuery;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.Stores;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.RetryPolicy;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;

/** Reports and the outcomes that make their ids known, over any store, one after the other and at the same time. */
public interface OrphanMatchingContract {
    int PAIRS = 300;

    /** A store with nothing in it. */
    Stores stores();

    @Test
    default void a_matched_report_stands_in_the_ledger_as_it_first_came_with_all_its_receipts() {
        var node = new Node(stores());
        var message = node.accept();
        var id = Examples.providerId();
        var report = Examples.toSharedUrl(Examples.report(id, ReportedStatus.DELIVERED));
        var again = new ReceivedReport(
                report.ownId(),
                report.fingerprint(),
                report.content(),
                report.authenticatedBy(),
                false,
                report.raw(),
                report.receivedAt().plusSeconds(60));
        node.recorder.record(List.of(report));
        node.recorder.record(List.of(again, again));

        node.accepted(message, id);

        assertThat(node.orphans()).isEmpty();
        assertThat(node.reportsOf(message)).singleElement().satisfies(entry -> {
            assertThat(entry.report().receivedAt()).isEqualTo(report.receivedAt());
            assertThat(entry.lastReceivedAt()).isEqualTo(again.receivedAt());
            assertThat(entry.receipts()).isEqualTo(3);
            assertThat(entry.raw()).contains(report.raw());
            assertThat(entry.authenticatedBy()).isEqualTo("V3");
        });
        assertThat(node.status(message)).isEqualTo(Status.DELIVERED);
    }

    @Test
    default void a_report_that_the_ledger_holds_already_gives_its_receipts_to_it() {
        var stores = stores();
        var node = new Node(stores);
        var message = node.accept();
        var id = Examples.providerId();
        var report = Examples.toSharedUrl(Examples.report(id, ReportedStatus.DELIVERED));
        node.accepted(message, id);
        node.recorder.record(List.of(report));
        stores.orphanReports().keep(List.of(node.kept(report), node.kept(report)));

        int moved = node.matching.match();

        assertThat(moved).isEqualTo(1);
        assertThat(node.orphans()).isEmpty();
        assertThat(node.reportsOf(message)).extracting(ReportEntry::receipts).containsExactly(3L);
    }

    /** The snapshot of each statement is older than what the other commits meanwhile: neither may rely on one look. */
    @Test
    default void a_report_and_the_outcome_that_names_its_message_never_miss_each_other() throws Exception {
        var node = new Node(stores());
        var messages = new ArrayList<Message>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PAIRS; i++) {
                var message = node.accept();
                var id = Examples.providerId();
                var barrier = new CyclicBarrier(2);
                var sent = Examples.toSharedUrl(Examples.report(id, ReportedStatus.SENT));
                var racers = List.<Callable<Object>>of(
                        () -> {
                            barrier.await();
                            return node.recorder.record(List.of(sent));
                        },
                        () -> {
                            barrier.await();
                            node.accepted(message, id);
                            return id;
                        });
                messages.add(message);
                for (Future<Object> racer :
                        racers.stream().map(executor::submit).toList()) {
                    racer.get();
                }
            }
        }

        assertThat(node.orphans()).isEmpty();
        assertThat(messages).allSatisfy(message -> {
            assertThat(node.status(message)).isEqualTo(Status.SENT);
            assertThat(node.reportsOf(message)).hasSize(1);
        });
    }

    /** The use cases of one process. */
    final class Node {
        private final Stores stores;
        private final RecordingTelemetry telemetry = new RecordingTelemetry();
        private final MatchOrphansService matching;
        private final DirectRecorder recorder;

        Node(Stores stores) {
            this.stores = stores;
            matching = new MatchOrphansService(stores.ledger(), stores.orphanReports(), telemetry, 1_000);
            recorder = new DirectRecorder(new EvidenceRecorder(
                    stores.ledger(),
                    stores.orphanReports(),
                    () -> Examples.nextId(Examples.NOW),
                    new SubmissionSchedule(new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(60)), () -> 0.5),
                    matching,
                    new RecordingTelemetry()));
        }

        private Message accept() {
            var message = Examples.message();
            stores.messages().accept(List.of(Examples.withoutKey(message)));
            stores.queue().lease(1, Duration.ofMinutes(1), SendingLimits.NONE);
            return message;
        }

        private void accepted(Message message, ProviderId id) {
            Instant at = Examples.NOW;
            recorder.record(message.id(), new SubmissionEnded(1, new SubmissionOutcome.Accepted(id), at));
        }

        private Kept kept(ReceivedReport report) {
            return new Kept(Examples.nextId(Examples.NOW).value(), report);
        }

        private List<OrphanReport> orphans() {
            return stores.orphanReports()
                    .list(new OrphanQuery(Optional.empty(), 50))
                    .items();
        }

        private Status status(Message message) {
            return stores.messages().find(message.id()).orElseThrow().state().status();
        }

        private List<ReportEntry> reportsOf(Message message) {
            return stores.messages().timeline(message.id()).orElseThrow().entries().stream()
                    .filter(ReportEntry.class::isInstance)
                    .map(ReportEntry.class::cast)
                    .toList();
        }
    }
}
