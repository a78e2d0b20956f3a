package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.MessageListing;
import waybill.application.port.out.RawBody;
import waybill.application.port.out.SettlementQueue.Limits;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.application.port.out.Timeline.ListingEntry;
import waybill.application.port.out.Timeline.LookupEntry;
import waybill.application.service.SettleUnconfirmedMessagesService.Settings;
import waybill.domain.DeliveryReport;
import waybill.domain.Evidence.Listed.Finding;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.PhoneNumber;
import waybill.domain.ProviderId;
import waybill.domain.ProviderTimes;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;
import waybill.domain.SubmissionOutcome.Unknown;

class SettleUnconfirmedMessagesServiceTest {
    private static final Duration GAP = InMemoryWaybill.GAP;
    private static final Duration SETTLING = InMemoryWaybill.SETTLING.settling();
    private static final Duration CLOSE_AFTER = InMemoryWaybill.SETTLING.closeAfter();
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final ProviderId ID = new ProviderId("plivo-1");
    private static final PhoneNumber ELSEWHERE = new PhoneNumber("+15555550001");
    private static final PhoneNumber OTHER = new PhoneNumber("+15555550002");

    private InMemoryWaybill waybill = new InMemoryWaybill();
    private InMemoryWaybill.Node node = waybill.node();
    private Instant sentAt = Instant.EPOCH;
    private Message message = Examples.message();

    @BeforeEach
    void time_out() {
        sentAt = waybill.time.instant();
        message = timedOut(Examples.RECIPIENT);
    }

    @Test
    void the_only_record_that_fits_settles_it_and_counts_as_looked_up() {
        waybill.listed = Optional.of(List.of(record(ID, ReportedStatus.SENT, Examples.RECIPIENT)));
        waybill.time.pass(GAP);

        assertThat(settleAll(waybill.settle)).isEqualTo(1);

        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
        assertThat(waybill.message(message.id()).state().providerIdIfKnown()).contains(ID);
        assertThat(waybill.entries(message, LookupEntry.class)).hasSize(1);
        assertThat(waybill.telemetry.counted()).endsWith("listed Page", "settled found", "lost sent");
    }

    @Test
    void what_a_callback_settled_is_not_asked_for() {
        waybill.record(ReportDraft.of(ID, ReportedStatus.QUEUED).toOwnUrl(message.id()));
        waybill.time.pass(SETTLING);

        assertThat(waybill.settle.settle()).isZero();
        assertThat(waybill.windows).isEmpty();
    }

    @Test
    void nothing_is_asked_at_once() {
        waybill.time.pass(GAP.minus(MOMENT));

        assertThat(waybill.settle.settle()).isZero();
    }

    @Test
    void an_early_listing_without_it_is_no_evidence() {
        waybill.time.pass(GAP);
        settleAll(waybill.settle);
        waybill.time.pass(GAP);
        settleAll(waybill.settle);

        assertThat(waybill.windows).hasSize(1);
        assertThat(waybill.entries(message, ListingEntry.class)).isEmpty();
        assertThat(waybill.stored(message).due()).isFalse();
    }

    @Test
    void two_late_listings_without_it_let_it_be_sent_again_once() {
        listTwice(waybill.settle);

        assertThat(waybill.stored(message).due()).isTrue();
        assertThat(waybill.entries(message, ListingEntry.class))
                .extracting(entry -> entry.listed().finding())
                .containsExactly(Finding.ABSENT, Finding.ABSENT);
        assertThat(waybill.telemetry.counted()).endsWith("settled resent");
        assertThat(node.dispatchAndRun()).isEqualTo(1);
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
        waybill.time.pass(SETTLING.multipliedBy(2));
        assertThat(settleAll(waybill.settle)).isZero();
        assertThat(waybill.gateway.submissions()).hasSize(2);
    }

    @Test
    void one_late_listing_is_not_enough() {
        waybill.time.pass(SETTLING);
        settleAll(waybill.settle);
        waybill.time.pass(GAP.minus(MOMENT));

        assertThat(settleAll(waybill.settle)).isZero();
        assertThat(waybill.stored(message).due()).isFalse();
        assertThat(waybill.entries(message, ListingEntry.class)).hasSize(1);
    }

    @Test
    void listings_reach_around_the_attempt_and_past_the_settling_time() {
        waybill.time.pass(SETTLING);
        settleAll(waybill.settle);

        var window = waybill.windows.getFirst();
        assertThat(window.contains(sentAt.minus(Duration.ofMinutes(10)))).isTrue();
        assertThat(window.contains(sentAt.plus(SETTLING))).isTrue();
        assertThat(window.contains(sentAt.minus(Duration.ofMinutes(12)))).isFalse();
    }

    @Test
    void what_may_not_be_sent_again_closes_unconfirmed() {
        listTwice(waybill.settling(settings(CLOSE_AFTER, false)));

        assertClosedUnconfirmed(message);
        assertThat(waybill.telemetry.counted()).endsWith("closed unconfirmed", "settled absent");
    }

    @Test
    void what_has_passed_its_deadline_closes_unconfirmed() {
        waybill.time.pass(Duration.ofHours(1));

        listTwice(waybill.settle);

        assertClosedUnconfirmed(message);
    }

    @Test
    void a_list_that_cannot_be_read_tells_nothing_and_is_asked_for_again() {
        waybill.listed = Optional.empty();
        waybill.time.pass(SETTLING);
        for (int i = 0; i < 5; i++) {
            settleAll(waybill.settle);
            waybill.time.pass(GAP);
        }

        assertThat(waybill.windows).hasSize(5);
        assertThat(waybill.entries(message, ListingEntry.class)).isEmpty();
        assertThat(waybill.stored(message).due()).isFalse();
    }

    @Test
    void a_page_that_could_not_be_read_is_asked_for_again_and_the_listing_goes_on() {
        var all = Optional.of(
                List.of(elsewhere("a"), elsewhere("b"), record(ID, ReportedStatus.DELIVERED, Examples.RECIPIENT)));
        waybill.listed = all;
        waybill.time.pass(SETTLING);
        waybill.settle.settle();
        for (int page = 1; page <= 2; page++) {
            waybill.listed = Optional.empty();
            for (int failure = 1; failure <= ListingUnderWay.MAX_REPEATS; failure++) {
                assertThat(waybill.settle.settle())
                        .as("rests before it asks again")
                        .isZero();
            }
            waybill.listed = all;
            waybill.settle.settle();
        }

        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
        assertThat(waybill.telemetry.counted()).contains("settled found");
    }

    @Test
    void a_page_that_cannot_be_read_is_given_up_after_a_few_times_and_what_was_read_with_it() {
        waybill.listed =
                Optional.of(Stream.of("a", "b", "c").map(this::elsewhere).toList());
        waybill.time.pass(SETTLING);
        waybill.settle.settle();
        waybill.listed = Optional.empty();

        for (int failure = 0; failure <= ListingUnderWay.MAX_REPEATS; failure++) {
            assertThat(waybill.settle.settle()).isZero();
        }

        assertThat(waybill.windows).hasSize(2 + ListingUnderWay.MAX_REPEATS);
        assertThat(waybill.settle.settle()).isZero();
        assertThat(waybill.windows).hasSize(2 + ListingUnderWay.MAX_REPEATS);
        waybill.listed = Optional.of(List.of(elsewhere("a")));
        waybill.time.pass(GAP);
        assertThat(settleAll(waybill.settle)).isEqualTo(1);
        assertThat(waybill.entries(message, ListingEntry.class))
                .extracting(entry -> entry.listed().records())
                .containsExactly(1);
    }

    @Test
    void every_page_is_read() {
        waybill.listed = Optional.of(List.of(
                record(new ProviderId("x"), ReportedStatus.SENT, ELSEWHERE),
                record(new ProviderId("y"), ReportedStatus.SENT, ELSEWHERE),
                record(ID, ReportedStatus.DELIVERED, Examples.RECIPIENT)));
        waybill.time.pass(GAP);

        assertThat(settleAll(waybill.settle)).isEqualTo(3);

        assertThat(waybill.status(message)).isEqualTo(Status.DELIVERED);
    }

    /** Records of one second have no order among themselves, and may have another one with each request. */
    @Test
    void a_listing_whose_ties_change_places_between_two_pages_is_never_complete_without_one_of_them() {
        var ties = Stream.of("a", "b", "c", "d", "e").map(this::elsewhere).toList();
        int complete = 0;
        for (var order : orders(ties)) {
            timeOutAnew();
            waybill.listed = Optional.of(ties);
            waybill.time.pass(SETTLING);
            waybill.settle.settle();

            waybill.listed = Optional.of(order);
            settleAll(waybill.settle);

            var shown = waybill.entries(message, ListingEntry.class);
            assertThat(shown)
                    .as("%s", order)
                    .allSatisfy(entry -> assertThat(entry.listed().records()).isEqualTo(ties.size()));
            complete += shown.size();
        }
        assertThat(complete).isEqualTo(6);
    }

    @Test
    void a_page_that_does_not_begin_with_what_was_read_tears_the_listing() {
        waybill.listed =
                Optional.of(Stream.of("a", "b", "c", "d").map(this::elsewhere).toList());
        waybill.time.pass(SETTLING);
        waybill.settle.settle();
        waybill.listed =
                Optional.of(Stream.of("a", "c", "b", "d").map(this::elsewhere).toList());

        assertThat(settleAll(waybill.settle)).isEqualTo(1);

        assertThat(waybill.entries(message, ListingEntry.class)).isEmpty();
        assertThat(waybill.stored(message).due()).isFalse();
    }

    @Test
    void while_new_records_come_in_before_the_others_it_can_be_found_but_not_be_absent() {
        var other = timedOut(OTHER);
        waybill.listed = Optional.of(List.of(elsewhere("a"), elsewhere("b"), record(ID, ReportedStatus.SENT, OTHER)));
        waybill.time.pass(SETTLING);
        waybill.settle.settle();
        waybill.listed = Optional.of(
                List.of(elsewhere("new"), elsewhere("a"), elsewhere("b"), record(ID, ReportedStatus.SENT, OTHER)));

        settleAll(waybill.settle);

        assertThat(waybill.status(other)).isEqualTo(Status.SENT);
        assertThat(waybill.entries(message, ListingEntry.class)).isEmpty();
        waybill.time.pass(GAP.multipliedBy(waybill.windows.size()));
        settleAll(waybill.settle);
        assertThat(waybill.entries(message, ListingEntry.class)).hasSize(1);
    }

    @Test
    void a_list_too_long_to_be_read_is_begun_anew_much_later_and_does_not_hold_up_quiet_hours() {
        waybill.listed = Optional.of(IntStream.rangeClosed(0, ListingUnderWay.MAX_PAGES + 1)
                .mapToObj(i -> elsewhere("busy-" + i))
                .toList());
        waybill.time.pass(SETTLING);
        assertThat(settleAll(waybill.settle)).isEqualTo(ListingUnderWay.MAX_PAGES);
        waybill.time.pass(Duration.ofMinutes(30));
        var quiet = timedOut(OTHER);
        waybill.time.pass(GAP);

        assertThat(settleAll(waybill.settle)).isEqualTo(1);

        assertThat(waybill.entries(message, ListingEntry.class)).isEmpty();
        waybill.time.pass(SETTLING);
        settleAll(waybill.settle);
        assertThat(waybill.entries(quiet, ListingEntry.class)).hasSize(1);
        assertThat(waybill.windows).hasSize(ListingUnderWay.MAX_PAGES + 2);
    }

    @Test
    void what_changed_while_it_was_read_is_listed_again_before_its_message_closes() {
        var settle = waybill.settling(settings(SETTLING.plus(GAP.multipliedBy(4)), true));
        var many = IntStream.range(0, 100).mapToObj(i -> elsewhere("busy-" + i));
        var own = record(ID, ReportedStatus.SENT, Examples.RECIPIENT);
        waybill.listed = Optional.of(Stream.concat(many, Stream.of(own)).toList());
        waybill.time.pass(SETTLING);
        IntStream.range(0, 50).forEach(_ -> settle.settle());
        waybill.listed = waybill.listed.map(List::reversed);
        assertThat(settleAll(settle)).isEqualTo(1);

        waybill.time.pass(GAP.multipliedBy(2));
        settleAll(settle);

        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
    }

    @Test
    void what_closes_while_it_is_listed_is_found_all_the_same() {
        waybill.listed = Optional.of(
                List.of(elsewhere("a"), elsewhere("b"), record(ID, ReportedStatus.SENT, Examples.RECIPIENT)));
        waybill.time.pass(CLOSE_AFTER.minus(MOMENT));
        waybill.settle.settle();
        waybill.time.pass(MOMENT);
        waybill.reconcile.reconcile();
        assertClosedUnconfirmed(message);

        settleAll(waybill.settle);

        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
        assertThat(waybill.message(message.id()).outcome()).isEmpty();
    }

    @Test
    void one_listing_serves_all_messages_of_its_time() {
        var other = timedOut(ELSEWHERE);
        waybill.listed = Optional.of(List.of(
                record(ID, ReportedStatus.SENT, Examples.RECIPIENT),
                record(new ProviderId("x"), ReportedStatus.DELIVERED, ELSEWHERE)));
        waybill.time.pass(GAP);

        assertThat(settleAll(waybill.settle)).isEqualTo(2);

        assertThat(waybill.status(message)).isEqualTo(Status.SENT);
        assertThat(waybill.status(other)).isEqualTo(Status.DELIVERED);
    }

    @Test
    void one_record_of_two_like_messages_is_given_to_neither_and_neither_is_sent_again() {
        var twin = timedOut(Examples.RECIPIENT);
        waybill.listed = Optional.of(List.of(record(ID, ReportedStatus.SENT, Examples.RECIPIENT)));

        listTwice(waybill.settle);

        assertClosedUnconfirmed(message);
        assertClosedUnconfirmed(twin);
        assertThat(waybill.telemetry.counted()).endsWith("closed unconfirmed", "settled undecided");
    }

    @Test
    void what_may_have_left_under_a_replaced_sender_is_not_sent_again() {
        waybill.listed = Optional.of(List.of(record(ID, ReportedStatus.SENT, Examples.RECIPIENT, "18885550199")));

        listTwice(waybill.settle);

        assertClosedUnconfirmed(message);
    }

    @Test
    void what_a_callback_settles_while_the_list_is_read_claims_no_record_of_its_twin() {
        var twin = timedOut(Examples.RECIPIENT);
        waybill.listed = Optional.of(List.of(
                record(ID, ReportedStatus.SENT, Examples.RECIPIENT),
                elsewhere("x"),
                record(new ProviderId("plivo-2"), ReportedStatus.DELIVERED, Examples.RECIPIENT)));
        waybill.time.pass(SETTLING);
        waybill.settle.settle();
        waybill.record(ReportDraft.of(ID, ReportedStatus.QUEUED).toOwnUrl(message.id()));

        settleAll(waybill.settle);

        assertThat(waybill.status(twin)).isEqualTo(Status.DELIVERED);
        assertThat(waybill.status(message)).isEqualTo(Status.QUEUED);
        assertThat(waybill.telemetry.counted()).doesNotContain("doubled");
    }

    /** Of a program that shares the account, say. */
    @Test
    void what_a_callback_settles_while_the_list_is_read_is_given_no_second_record() {
        waybill.listed = Optional.of(
                List.of(record(new ProviderId("foreign"), ReportedStatus.SENT, Examples.RECIPIENT), elsewhere("x")));
        waybill.time.pass(SETTLING);
        waybill.settle.settle();
        waybill.record(ReportDraft.of(ID, ReportedStatus.QUEUED).toOwnUrl(message.id()));

        settleAll(waybill.settle);

        assertThat(waybill.message(message.id()).state().providerIdIfKnown()).contains(ID);
        assertThat(waybill.telemetry.counted()).doesNotContain("doubled");
    }

    @Test
    void a_record_may_be_that_of_a_message_still_under_way() {
        waybill.accept();
        waybill.stores.queue().lease(1, Duration.ofHours(1), SendingLimits.NONE);
        waybill.listed = Optional.of(List.of(record(ID, ReportedStatus.SENT, Examples.RECIPIENT)));
        waybill.time.pass(GAP);

        settleAll(waybill.settle);

        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);
    }

    @Test
    void a_record_that_another_message_has_is_not_its_own() {
        waybill.accept();
        waybill.gateway.answerNext(new SubmissionOutcome.Accepted(ID));
        node.dispatchAndRun();
        waybill.listed = Optional.of(List.of(record(ID, ReportedStatus.SENT, Examples.RECIPIENT)));

        listTwice(waybill.settle);

        assertThat(waybill.stored(message).due()).isTrue();
    }

    @Test
    void a_list_that_lacks_what_the_provider_took_then_concludes_nothing() {
        waybill.accept();
        node.dispatchAndRun();

        listTwice(waybill.settle);

        assertThat(waybill.entries(message, ListingEntry.class)).isEmpty();
        assertThat(waybill.stored(message).due()).isFalse();
    }

    @Test
    void an_outcome_that_comes_between_the_second_listing_and_the_write_wins() {
        waybill.time.pass(SETTLING);
        settleAll(waybill.settle);
        waybill.time.pass(GAP);
        var late = new SubmissionEnded(1, new SubmissionOutcome.Accepted(ID), waybill.time.instant());
        waybill.ledger.beforeNextAppends(1, () -> waybill.recorder.record(message.id(), late));

        settleAll(waybill.settle);

        assertThat(waybill.ledger.isDone()).isTrue();
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
        assertThat(waybill.stored(message).isScheduled()).isFalse();
        assertThat(waybill.entries(message, ListingEntry.class)).hasSize(1);
    }

    @Test
    void a_report_that_applies_nothing_and_comes_at_that_moment_keeps_it_from_being_sent_again() {
        waybill.time.pass(SETTLING);
        settleAll(waybill.settle);
        waybill.time.pass(GAP);
        var silent = ReportDraft.of(ID, ReportedStatus.UNKNOWN).toOwnUrl(message.id());
        waybill.ledger.beforeNextAppends(1, () -> waybill.record(silent));

        settleAll(waybill.settle);

        assertClosedUnconfirmed(message);
    }

    @Test
    void a_record_whose_state_says_nothing_is_kept_and_settles_nothing() {
        waybill.listed = Optional.of(List.of(record(ID, ReportedStatus.UNKNOWN, Examples.RECIPIENT)));

        listTwice(waybill.settle);

        assertThat(waybill.entries(message, LookupEntry.class)).hasSize(1);
        assertClosedUnconfirmed(message);
    }

    private static Settings settings(Duration closeAfter, boolean resendWhenAbsent) {
        return new Settings(
                InMemoryWaybill.LEASE, SETTLING, GAP, closeAfter, resendWhenAbsent, new Limits(0, SendingLimits.NONE));
    }

    private void timeOutAnew() {
        waybill = new InMemoryWaybill();
        node = waybill.node();
        time_out();
    }

    private MessageListing.Listed elsewhere(String id) {
        return record(new ProviderId(id), ReportedStatus.SENT, ELSEWHERE);
    }

    private static <T> List<List<T>> orders(List<T> some) {
        if (some.isEmpty()) {
            return List.of(List.of());
        }
        return some.stream()
                .flatMap(first -> orders(
                                some.stream().filter(one -> !one.equals(first)).toList())
                        .stream()
                        .map(rest ->
                                Stream.concat(Stream.of(first), rest.stream()).toList()))
                .toList();
    }

    private Message timedOut(PhoneNumber to) {
        var accepted = waybill.accept(Examples.message(to, waybill.time.instant(), 3600));
        waybill.gateway.answerNext(new Unknown("read timed out"));
        node.dispatchAndRun();
        return accepted;
    }

    private void listTwice(SettleUnconfirmedMessagesService service) {
        waybill.time.pass(SETTLING);
        settleAll(service);
        waybill.time.pass(GAP);
        settleAll(service);
    }

    private static int settleAll(SettleUnconfirmedMessagesService service) {
        int requests = 0;
        for (int made = service.settle(); made > 0; made = service.settle()) {
            requests += made;
        }
        return requests;
    }

    private void assertClosedUnconfirmed(Message closed) {
        assertThat(waybill.status(closed)).isEqualTo(Status.UNCONFIRMED);
        assertThat(waybill.message(closed.id()).outcome()).contains("unconfirmed");
        assertThat(waybill.stored(closed).isScheduled()).isFalse();
    }

    private MessageListing.Listed record(ProviderId id, ReportedStatus status, PhoneNumber to) {
        return record(id, status, to, Examples.message().from().text());
    }

    private MessageListing.Listed record(ProviderId id, ReportedStatus status, PhoneNumber to, String from) {
        var draft = ReportDraft.of(id, status).to(to.digits()).report();
        var report = new DeliveryReport(
                draft.fingerprint(),
                id,
                draft.parentId(),
                status,
                draft.statusText(),
                Optional.empty(),
                draft.errorCode(),
                draft.cost(),
                draft.network(),
                new ProviderTimes(Optional.of(sentAt), Optional.empty(), Optional.empty(), Optional.empty()),
                from,
                draft.to(),
                "",
                waybill.time.instant());
        return new MessageListing.Listed(report, new RawBody(new byte[] {'{', '}'}));
    }
}
