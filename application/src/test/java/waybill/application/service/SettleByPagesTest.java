package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.Timeline.ListingEntry;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;

/** Lists of more than one page, which may change or fail between two of them. */
class SettleByPagesTest extends SettlementTest {
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

    private void timeOutAnew() {
        waybill = new InMemoryWaybill();
        node = waybill.node();
        time_out();
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
}
