package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.Timeline.AttemptEntry;
import waybill.application.port.out.Timeline.Entry;
import waybill.application.port.out.Timeline.EventEntry;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;

class ReadTimelineServiceTest {
    private static final ProviderId ONE = Examples.providerId();
    private static final ProviderId OTHER = Examples.providerId();

    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final Message message = waybill.accept();

    @Test
    void an_unknown_message_has_no_timeline() {
        var unknown = Examples.nextId(Examples.NOW);

        var timeline = new ReadTimelineService(waybill.stores.messages()).read(unknown);

        assertThat(timeline).isEmpty();
    }

    @Test
    void everything_that_happened_is_told_in_the_order_of_our_clock() {
        record(numbered(ONE, 2, 20), numbered(ONE, 1, 10));

        var entries = waybill.entries(message, Entry.class);

        assertThat(entries).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(entries).hasSize(4);
    }

    @Test
    void events_attempts_and_reports_are_all_there() {
        waybill.gateway.answerNext(new SubmissionOutcome.Accepted(ONE));
        waybill.node().dispatchAndRun();
        record(numbered(ONE, 1, 10));

        assertThat(waybill.entries(message, EventEntry.class))
                .extracting(EventEntry::status)
                .containsExactly(Status.ACCEPTED, Status.SUBMITTING, Status.SUBMITTED, Status.QUEUED);
        assertThat(waybill.entries(message, AttemptEntry.class)).hasSize(1);
        assertThat(waybill.entries(message, ReportEntry.class)).hasSize(1);
    }

    @Test
    void the_reports_of_one_id_stand_in_the_order_in_which_they_were_made() {
        record(numbered(ONE, 3, 10), numbered(ONE, 1, 20), numbered(ONE, 2, 30));

        assertThat(sequencesOf(ONE)).containsExactly(1, 2, 3);
    }

    @Test
    void the_reports_of_one_id_share_their_places_and_leave_all_others_where_they_are() {
        record(
                numbered(ONE, 3, 10),
                numbered(OTHER, 1, 20),
                numbered(ONE, 1, 30),
                unnumbered(40),
                numbered(ONE, 2, 50));

        var reports = waybill.entries(message, ReportEntry.class);

        assertThat(reports).extracting(entry -> entry.report().providerId()).containsExactly(ONE, OTHER, ONE, ONE, ONE);
        assertThat(reports)
                .extracting(entry -> entry.report().sequence())
                .containsExactly(Optional.of(1), Optional.of(1), Optional.of(2), Optional.empty(), Optional.of(3));
    }

    @Test
    void events_stay_where_our_clock_puts_them_among_reports_that_change_places() {
        record(numbered(ONE, 2, 10), numbered(ONE, 1, 20));

        var kinds = waybill.entries(message, Entry.class).stream()
                .map(entry -> entry.getClass().getSimpleName())
                .toList();

        assertThat(kinds).containsExactly("EventEntry", "ReportEntry", "EventEntry", "ReportEntry");
    }

    /** The clock of the node that took it in was ahead of the database's. */
    @Test
    void events_keep_their_order_whatever_the_clocks_say() {
        var ahead = waybill.accept(Examples.message(waybill.time.instant().plusSeconds(2), 3600));

        waybill.node().dispatchAndRun();

        assertThat(waybill.entries(ahead, EventEntry.class))
                .extracting(EventEntry::status)
                .containsExactly(Status.ACCEPTED, Status.SUBMITTING, Status.SUBMITTED);
    }

    @Test
    void a_gap_is_marked_before_the_report_that_shows_it() {
        record(numbered(ONE, 1, 10), numbered(ONE, 2, 20), numbered(ONE, 5, 30), numbered(ONE, 6, 40));

        assertThat(missingBefore(ONE)).containsExactly(0, 0, 2, 0);
    }

    @Test
    void a_first_report_that_is_missing_is_a_gap_too() {
        record(numbered(ONE, 3, 10));

        assertThat(missingBefore(ONE)).containsExactly(2);
    }

    @Test
    void reports_that_only_came_late_leave_no_gap() {
        record(numbered(ONE, 3, 10), numbered(ONE, 2, 20), numbered(ONE, 1, 30));

        assertThat(missingBefore(ONE)).containsExactly(0, 0, 0);
    }

    @Test
    void two_reports_of_the_same_number_leave_no_gap() {
        record(numbered(ONE, 1, 10), numbered(ONE, 1, 20), numbered(ONE, 2, 30));

        assertThat(missingBefore(ONE)).containsExactly(0, 0, 0);
    }

    @Test
    void the_ids_of_one_message_have_gaps_of_their_own() {
        record(numbered(ONE, 1, 10), numbered(OTHER, 2, 20), numbered(ONE, 4, 30));

        assertThat(missingBefore(ONE)).containsExactly(0, 2);
        assertThat(missingBefore(OTHER)).containsExactly(1);
    }

    @Test
    void a_report_without_a_number_stays_where_our_clock_puts_it_and_shows_no_gap() {
        record(unnumbered(30), numbered(ONE, 2, 20), numbered(ONE, 1, 10));

        var reports = waybill.entries(message, ReportEntry.class);

        assertThat(reports)
                .extracting(entry -> entry.report().sequence())
                .containsExactly(Optional.of(1), Optional.of(2), Optional.empty());
        assertThat(reports).extracting(ReportEntry::missingBefore).containsExactly(0, 0, 0);
    }

    /** Each comes alone, in the order given. */
    private void record(ReportDraft... drafts) {
        Arrays.stream(drafts).forEach(draft -> waybill.record(draft.toOwnUrl(message.id())));
    }

    private static ReportDraft numbered(ProviderId id, int sequence, long second) {
        return ReportDraft.of(id, statusOf(sequence))
                .sequence(Optional.of(sequence))
                .receivedAt(at(second));
    }

    private static ReportDraft unnumbered(long second) {
        return ReportDraft.of(ONE, ReportedStatus.UNKNOWN)
                .sequence(Optional.empty())
                .receivedAt(at(second));
    }

    private static ReportedStatus statusOf(int sequence) {
        return switch (sequence) {
            case 1 -> ReportedStatus.QUEUED;
            case 2 -> ReportedStatus.SENT;
            default -> ReportedStatus.DELIVERED;
        };
    }

    private static Instant at(long second) {
        return Examples.NOW.plusSeconds(second);
    }

    private List<Integer> sequencesOf(ProviderId id) {
        return reportsOf(id).stream()
                .map(entry -> entry.report().sequence().orElseThrow())
                .toList();
    }

    private List<Integer> missingBefore(ProviderId id) {
        return reportsOf(id).stream().map(ReportEntry::missingBefore).toList();
    }

    private List<ReportEntry> reportsOf(ProviderId id) {
        return waybill.entries(message, ReportEntry.class).stream()
                .filter(entry -> entry.report().providerId().equals(id))
                .toList();
    }
}
