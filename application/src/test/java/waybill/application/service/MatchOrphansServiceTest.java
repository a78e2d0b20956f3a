package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.out.Examples;
import waybill.application.port.out.InMemoryStores;
import waybill.application.port.out.OrphanReports.Kept;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Stores;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;

/** Orphans over fakes. */
class MatchOrphansServiceTest implements OrphanMatchingContract {
    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final ProviderId id = Examples.providerId();
    private final ReceivedReport sent = ReportDraft.of(id, ReportedStatus.SENT).toSharedUrl();
    private final ReceivedReport delivered =
            ReportDraft.of(id, ReportedStatus.DELIVERED).toSharedUrl();

    @Override
    public Stores stores() {
        return new InMemoryStores(waybill.time, InMemoryWaybill.LOOKUPS.first());
    }

    @Test
    void orphans_are_matched_when_the_outcome_names_their_message() {
        var message = waybill.accept();
        waybill.record(delivered, sent);

        accepted(message);

        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
        assertThat(waybill.orphans()).isEmpty();
        assertThat(Collections.frequency(waybill.telemetry.counted(), "matched"))
                .isEqualTo(2);
    }

    @Test
    void orphans_are_matched_when_a_report_names_their_message() {
        var message = waybill.accept();
        waybill.record(delivered);

        waybill.record(ReportDraft.of(id, ReportedStatus.QUEUED).toOwnUrl(message.id()));

        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
        assertThat(waybill.orphans()).isEmpty();
    }

    @Test
    void an_orphan_on_the_url_of_an_unknown_message_is_matched_by_the_provider_s_id() {
        var message = waybill.accept();
        accepted(message);

        var outcomes = waybill.record(
                ReportDraft.of(id, ReportedStatus.DELIVERED).toOwnUrl(Examples.nextId(waybill.time.instant())));

        assertThat(outcomes).containsExactly(new Outcome.Orphaned());
        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
        assertThat(waybill.orphans()).isEmpty();
    }

    @Test
    void an_orphan_on_the_url_of_a_message_that_is_known_later_is_matched_by_the_sweep() {
        var message = Examples.message(waybill.time.instant(), 3600);
        waybill.record(ReportDraft.of(id, ReportedStatus.SENT).toOwnUrl(message.id()));
        waybill.accept(message);

        assertThat(waybill.matching.match()).isEqualTo(1);

        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
        assertThat(waybill.matching.match()).isZero();
    }

    @Test
    void what_matches_nothing_stays_listed_and_keeps_no_other_from_its_turn() {
        var message = waybill.accept();
        accepted(message);
        keep(delivered);
        var others = IntStream.range(0, 4 * InMemoryWaybill.SWEEP_WINDOW)
                .mapToObj(_ -> ReportDraft.of(Examples.providerId(), ReportedStatus.SENT)
                        .toSharedUrl())
                .toList();
        others.forEach(this::keep);

        int moved = IntStream.range(0, 5).map(_ -> waybill.matching.match()).sum();

        assertThat(moved).isEqualTo(1);
        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
        assertThat(waybill.orphans()).hasSameSizeAs(others);
    }

    @Test
    void what_fails_among_the_newest_keeps_no_older_one_from_its_turn() {
        var message = waybill.accept();
        accepted(message);
        keep(delivered);
        var other = waybill.accept();
        var otherId = Examples.providerId();
        var taken = new SubmissionEnded(1, new SubmissionOutcome.Accepted(otherId), waybill.time.instant());
        waybill.recorder.record(other.id(), taken);
        IntStream.range(0, InMemoryWaybill.SWEEP_WINDOW)
                .mapToObj(i -> ReportDraft.of(otherId, ReportedStatus.SENT)
                        .sequence(Optional.of(i))
                        .toSharedUrl())
                .forEach(this::keep);
        waybill.ledger.beforeNextAppends(1, () -> {
            throw new IllegalStateException("a mistake of ours");
        });

        assertThatThrownBy(waybill.matching::match).hasMessage("a mistake of ours");

        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
    }

    @Test
    void a_lost_race_is_looked_at_again() {
        var message = waybill.accept();
        accepted(message);
        keep(delivered);
        waybill.ledger.beforeNextAppends(
                1,
                () -> waybill.record(ReportDraft.of(id, ReportedStatus.QUEUED).toOwnUrl(message.id())));

        assertThat(waybill.matching.match()).isEqualTo(1);

        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
    }

    @Test
    void the_rival_may_have_matched_the_same_orphan() {
        var message = waybill.accept();
        accepted(message);
        keep(delivered);
        var rival = new MatchOrphansService(
                waybill.stores.ledger(), waybill.stores.orphanReports(), new RecordingTelemetry(), 10);
        waybill.ledger.beforeNextAppends(1, rival::match);

        assertThat(waybill.matching.match()).isZero();

        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
        assertThat(waybill.telemetry.counted()).doesNotContain("matched");
    }

    @Test
    void when_matching_fails_what_was_recorded_stands_and_the_sweep_does_the_rest() {
        var message = waybill.accept();
        waybill.record(delivered);
        waybill.ledger.beforeNextAppends(1, () -> {});
        waybill.ledger.beAwayForNextAppends(1);

        accepted(message);

        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
        assertThat(waybill.orphans()).hasSize(1);
        waybill.ledger.beAwayForNextAppends(1);
        assertThatThrownBy(waybill.matching::match).isInstanceOf(StoreUnavailable.class);
        assertThat(waybill.matching.match()).isEqualTo(1);
        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
    }

    @Test
    void when_matching_fails_in_an_unforeseen_way_what_was_recorded_stands_and_somebody_is_told() {
        var told = new ArrayList<LogRecord>();
        var logger = Logger.getLogger(MatchOrphansService.class.getName());
        logger.setFilter(entry -> !told.add(entry));
        try {
            var message = waybill.accept();
            waybill.record(delivered);
            waybill.ledger.beforeNextAppends(1, () -> {});
            waybill.ledger.beforeNextAppends(1, () -> {
                throw new IllegalStateException("a mistake of ours");
            });

            accepted(message);

            assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
        } finally {
            logger.setFilter(null);
        }

        assertThat(told)
                .singleElement()
                .satisfies(entry -> assertThat(entry.getThrown()).hasMessage("a mistake of ours"));
    }

    private void accepted(Message message) {
        var outcome = new SubmissionOutcome.Accepted(id);
        waybill.recorder.record(message.id(), new SubmissionEnded(1, outcome, waybill.time.instant()));
    }

    /** As a process would that died before it looked again. */
    private void keep(ReceivedReport report) {
        waybill.stores.orphanReports().keep(List.of(new Kept(waybill.ids.next(), report)));
    }
}
