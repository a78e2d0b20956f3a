package waybill.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.MessageId;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;

/** What every {@link SubmissionQueue} keeps. */
public interface SubmissionQueueContract extends StoreContract {
    @Test
    default void an_accepted_message_is_due_at_once() {
        var stores = stores();
        var message = accept(stores);

        var leased = stores.queue().lease(10, LEASE, SendingLimits.NONE);

        assertThat(leased).singleElement().satisfies(stored -> {
            assertThat(stored.message().id()).isEqualTo(message.id());
            assertThat(stored.message().state().status()).isEqualTo(Status.SUBMITTING);
            assertThat(stored.attempts()).isEqualTo(1);
            assertThat(stored.holdsLease(1)).isTrue();
        });
        assertThat(stored(stores, message.id())).isEqualTo(leased.getFirst());
    }

    @Test
    default void what_is_leased_is_not_leased_again() {
        var stores = stores();
        accept(stores);
        lease(stores);

        assertThat(stores.queue().lease(10, LEASE, SendingLimits.NONE)).isEmpty();
    }

    @Test
    default void no_more_is_leased_than_asked_for_and_the_longest_due_first() {
        var stores = stores();
        var messages = IntStream.range(0, 3).mapToObj(_ -> accept(stores)).toList();

        var leased = stores.queue().lease(2, LEASE, SendingLimits.NONE);

        assertThat(leased)
                .extracting(stored -> stored.message().id())
                .containsExactlyInAnyOrder(messages.get(0).id(), messages.get(1).id());
    }

    @Test
    default void racing_nodes_never_lease_the_same_message() throws Exception {
        var stores = stores();
        IntStream.range(0, 40).forEach(_ -> accept(stores));

        var seen = new HashSet<MessageId>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var nodes = IntStream.range(0, 10)
                    .mapToObj(_ ->
                            executor.submit(() -> patiently(() -> stores.queue().lease(10, LEASE, SendingLimits.NONE))))
                    .toList();
            for (var node : nodes) {
                node.get()
                        .forEach(stored ->
                                assertThat(seen.add(stored.message().id())).isTrue());
            }
        }
        stores.queue()
                .lease(40, LEASE, SendingLimits.NONE)
                .forEach(stored -> assertThat(seen.add(stored.message().id())).isTrue());

        assertThat(seen).hasSize(40);
    }

    @Test
    default void a_lease_that_has_run_out_is_found_and_one_that_runs_is_not() {
        var stores = stores();
        accept(stores);
        var runOut = stores.queue().lease(1, Duration.ZERO, SendingLimits.NONE).getFirst();
        accept(stores);
        lease(stores);

        assertThat(stores.queue().findRunOut(10)).containsExactly(runOut);
    }

    @Test
    default void a_lease_that_has_run_out_is_not_taken_by_itself() {
        var stores = stores();
        accept(stores);
        stores.queue().lease(1, Duration.ZERO, SendingLimits.NONE);

        assertThat(stores.queue().lease(1, LEASE, SendingLimits.NONE)).isEmpty();
    }

    @Test
    default void what_is_to_be_tried_again_is_due_after_its_delay_and_not_before() {
        var stores = stores();
        accept(stores);
        var soon = lease(stores);
        accept(stores);
        var later = lease(stores);
        appendNotAccepted(stores, soon, Duration.ZERO);
        appendNotAccepted(stores, later, Duration.ofHours(1));

        var leased = stores.queue().lease(10, LEASE, SendingLimits.NONE);

        assertThat(leased).singleElement().satisfies(stored -> {
            assertThat(stored.message().id()).isEqualTo(soon.message().id());
            assertThat(stored.attempts()).isEqualTo(2);
        });
    }

    @Test
    default void what_waited_past_its_deadline_is_overdue_and_not_leased() {
        var stores = stores();
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var overdue = accept(stores, Examples.message(now.minusSeconds(10), 5));
        accept(stores, Examples.message(now, 3600));

        assertThat(stores.queue().findOverdue(10))
                .singleElement()
                .satisfies(stored -> assertThat(stored.message()).isEqualTo(overdue));
        assertThat(stores.queue().lease(10, LEASE, SendingLimits.NONE))
                .noneSatisfy(stored -> assertThat(stored.message().id()).isEqualTo(overdue.id()));
    }

    @Test
    default void the_limit_of_requests_under_way_holds_over_all_leases() {
        var stores = stores();
        IntStream.range(0, 10).forEach(_ -> accept(stores));
        var limits = new SendingLimits(0, 0, 3);

        assertThat(stores.queue().lease(2, LEASE, limits)).hasSize(2);
        assertThat(stores.queue().lease(10, LEASE, limits)).hasSize(1);
        assertThat(stores.queue().lease(10, LEASE, limits)).isEmpty();
    }

    @Test
    default void the_limit_of_messages_a_second_holds_over_all_leases() {
        long begun = System.nanoTime();
        var stores = stores();
        IntStream.range(0, 20).forEach(_ -> accept(stores));
        var limits = new SendingLimits(5, 0, 0);

        int leased = IntStream.range(0, 4)
                .map(_ -> stores.queue().lease(20, LEASE, limits).size())
                .sum();

        assertThat(leased).isLessThanOrEqualTo((int) (5 + 5 * secondsSince(begun)));
    }

    private void appendNotAccepted(Stores stores, Stored leased, Duration delay) {
        var outcome = new SubmissionOutcome.NotAccepted("HTTP 429", Optional.of(delay));
        var ended = new SubmissionEnded(leased.attempts(), outcome, Examples.NOW);
        stores.ledger()
                .append(
                        List.of(new MessageChange(
                                leased,
                                leased.message(),
                                List.of(),
                                List.of(ended),
                                List.of(),
                                Set.of(),
                                new Schedule.DueAfter(delay))),
                        List.of());
    }
}
