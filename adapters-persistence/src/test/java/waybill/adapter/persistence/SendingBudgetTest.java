package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.out.Examples;
import waybill.application.port.out.SettlementQueue.Limits;
import waybill.application.port.out.Stores;
import waybill.application.port.out.SubmissionQueue.SendingLimits;

/** What the budget allows as time passes; the contract says the rest. */
class SendingBudgetTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Stores stores = TestDatabase.emptyStores();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9})
    void the_smallest_limits_of_requests_let_one_through_at_a_time(int requestsPer5s) {
        accept(10);
        pass("1 minute");

        assertThat(stores.queue().lease(10, LEASE, new SendingLimits(0, requestsPer5s, 0)))
                .hasSize(1);
    }

    @Test
    void what_was_sent_without_a_limit_is_no_debt_to_one_set_later() {
        accept(30);
        assertThat(stores.queue().lease(20, LEASE, new SendingLimits(0, 0, 100)))
                .hasSize(20);

        pass("1 second");

        assertThat(stores.queue().lease(10, LEASE, new SendingLimits(5, 300, 100)))
                .hasSize(5);
    }

    @Test
    void a_page_of_the_list_counts_as_a_request() {
        var requests = new SendingLimits(0, 1, 0);
        accept(10);
        pass("1 minute");

        assertThat(mayList(new Limits(0, requests))).isTrue();

        assertThat(stores.queue().lease(10, LEASE, requests)).isEmpty();
        assertThat(mayList(new Limits(0, requests))).isFalse();
    }

    @Test
    void a_tenth_of_the_pages_of_a_minute_may_be_asked_for_at_once_and_more_as_time_passes() {
        var lists = new Limits(20, SendingLimits.NONE);
        pass("1 minute");
        long begun = System.nanoTime();

        long atOnce = allowed(lists);

        assertThat(atOnce).isBetween(2L, (long) (2 + 0.3 * secondsSince(begun)));
        pass("4 seconds");
        assertThat(atOnce + allowed(lists)).isBetween(3L, (long) (2 + 0.3 * (4 + secondsSince(begun))));
    }

    /** How many pages may be asked for until one may not. */
    private long allowed(Limits limits) {
        return Stream.generate(() -> mayList(limits))
                .limit(20)
                .takeWhile(may -> may)
                .count();
    }

    /** What the machine takes is time that passes, too. */
    private static double secondsSince(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private boolean mayList(Limits limits) {
        return stores.settlements().mayList(Set.of(), LEASE, limits);
    }

    private void accept(int count) {
        stores.messages()
                .accept(IntStream.range(0, count)
                        .mapToObj(_ -> Examples.withoutKey(Examples.message()))
                        .toList());
    }

    private static void pass(String interval) {
        TestDatabase.execute("""
                UPDATE sending_budget
                SET refilled_at = refilled_at - interval '%1$s', lists_refilled_at = lists_refilled_at - interval '%1$s'
                """.formatted(interval));
    }
}
