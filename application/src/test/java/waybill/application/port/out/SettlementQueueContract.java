package waybill.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.SettlementQueue.Limits;
import waybill.application.port.out.SettlementQueue.Listing;
import waybill.application.port.out.SettlementQueue.Unsettled;
import waybill.application.port.out.SettlementQueue.Waits;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.application.port.out.Timeline.ListingEntry;
import waybill.domain.Evidence.Listed;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Matching.Owner;
import waybill.domain.Message;
import waybill.domain.PhoneNumber;
import waybill.domain.Span;
import waybill.domain.SubmissionOutcome;
import waybill.domain.SubmissionOutcome.Accepted;
import waybill.domain.SubmissionOutcome.Unknown;

/** What every queue of settlements keeps. */
public interface SettlementQueueContract extends StoreContract {
    Duration LONG_TIME = Duration.ofHours(1);
    Waits AT_ONCE = waits(Duration.ZERO, Duration.ZERO);
    Executor THREADS = task -> Thread.ofVirtual().start(task);
    Limits NO_LIMIT = new Limits(0, SendingLimits.NONE);

    @Test
    default void what_may_have_happened_is_taken_once_and_for_a_while() {
        var stores = stores();
        var message = giveUp(stores);

        assertThat(take(stores)).singleElement().satisfies(unsettled -> {
            assertThat(unsettled.stored()).isEqualTo(stored(stores, message.id()));
            assertThat(unsettled.attempt()).isEqualTo(1);
            assertThat(unsettled.isRipe()).isTrue();
            assertThat(unsettled.left().from()).isBefore(unsettled.left().until());
            assertThat(unsettled.left().until()).isBeforeOrEqualTo(unsettled.takenAt());
        });
        assertThat(take(stores)).isEmpty();
    }

    @Test
    default void it_left_between_the_beginning_and_the_end_of_its_lease() {
        var stores = stores();
        var before = Instant.now();
        giveUp(stores);
        var after = Instant.now();

        var left = take(stores).getFirst().left();

        assertThat(left.from()).isBetween(before.minusSeconds(1), after.plusSeconds(1));
        assertThat(left.until()).isBetween(left.from(), after.plusSeconds(1));
    }

    @Test
    default void a_lease_that_ran_out_ended_when_it_ran_out_not_when_that_was_noticed() {
        var stores = stores();
        accept(stores);
        var leased = stores.queue().lease(1, Duration.ZERO, SendingLimits.NONE).getFirst();
        end(stores, leased, new Unknown("the lease ran out"));

        var unsettled = stores.settlements()
                .take(10, new Waits(Duration.ZERO, Duration.ZERO, Duration.ZERO, LONG_TIME, LONG_TIME))
                .getFirst();

        assertThat(unsettled.left().from()).isEqualTo(unsettled.left().until());
    }

    @Test
    default void what_surely_happened_or_surely_did_not_is_not_to_be_settled() {
        var stores = stores();
        accept(stores);
        end(stores, lease(stores), new Accepted(Examples.providerId()));
        accept(stores);
        lease(stores);

        assertThat(take(stores)).isEmpty();
    }

    @Test
    default void nothing_is_taken_before_its_first_wait_nor_ripe_before_the_settling_time() {
        var stores = stores();
        giveUp(stores);

        assertThat(stores.settlements().take(10, waits(LONG_TIME, LONG_TIME))).isEmpty();
        assertThat(stores.settlements().take(10, waits(Duration.ZERO, LONG_TIME)))
                .singleElement()
                .satisfies(unsettled -> assertThat(unsettled.isRipe()).isFalse());
    }

    @Test
    default void what_is_postponed_without_delay_is_taken_again() {
        var stores = stores();
        var message = giveUp(stores);
        take(stores);

        stores.settlements().postpone(Set.of(message.id()), Duration.ZERO);

        assertThat(take(stores)).hasSize(1);
    }

    @Test
    default void racing_nodes_never_take_the_same_message() {
        var stores = stores();
        IntStream.range(0, 40).forEach(_ -> giveUp(stores));
        var start = new CountDownLatch(1);

        var takes = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> takeAfter(start, stores), THREADS))
                .toList();
        start.countDown();

        assertThat(takes.stream().flatMap(taken -> taken.join().stream()))
                .extracting(Unsettled::id)
                .doesNotHaveDuplicates();
    }

    @Test
    default void what_became_known_or_closed_or_is_due_again_leaves_the_queue() {
        var stores = stores();
        var known = giveUp(stores);
        append(stores, ended(stores, known, new Accepted(Examples.providerId())));
        var closed = giveUp(stores);
        var before = stored(stores, closed.id());
        append(stores, with(before, before.message().closedWithoutEnd(Examples.NOW), new Schedule.Unchanged()));
        var due = giveUp(stores);
        makeDue(stores, due);

        assertThat(take(stores)).isEmpty();
    }

    @Test
    default void a_second_attempt_that_may_have_happened_is_settled_anew() {
        var stores = stores();
        var message = giveUp(stores);
        take(stores);
        makeDue(stores, message);
        var again = lease(stores);
        assertThat(take(stores)).isEmpty();

        append(
                stores,
                new MessageChange(
                        again,
                        again.message(),
                        List.of(),
                        List.of(new SubmissionEnded(2, new Unknown("again"), Examples.NOW)),
                        List.of(),
                        Set.of(),
                        new Schedule.Done()));

        assertThat(take(stores))
                .singleElement()
                .satisfies(unsettled -> assertThat(unsettled.attempt()).isEqualTo(2));
    }

    @Test
    default void what_a_listing_did_not_tell_is_evidence_and_stands_in_the_timeline() {
        var stores = stores();
        var message = giveUp(stores);
        var before = stored(stores, message.id());
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var listed = new Listed(1, Listed.Finding.ABSENT, new Span(now.minusSeconds(60), now), 41, now, now);

        append(
                stores,
                new MessageChange(
                        before,
                        before.message(),
                        List.of(),
                        List.of(),
                        List.of(listed),
                        List.of(),
                        Set.of(),
                        new Schedule.Unchanged()));

        assertThat(stores.ledger().histories(Set.of(message.id())).get(message.id()))
                .endsWith(listed);
        assertThat(stores.messages().timeline(message.id()).orElseThrow().entries())
                .contains(new ListingEntry(listed));
    }

    @Test
    default void lists_are_counted_over_all_nodes() {
        long begun = System.nanoTime();
        var stores = stores();
        var limits = new Limits(60, SendingLimits.NONE);

        var allowed = IntStream.range(0, 20)
                .filter(_ -> stores.settlements().mayList(Set.of(), LONG_TIME, limits))
                .count();

        assertThat(allowed).isLessThanOrEqualTo((long) (7 + secondsSince(begun)));
    }

    @Test
    default void without_a_limit_every_page_may_be_asked_for() {
        var stores = stores();

        assertThat(IntStream.range(0, 5).allMatch(_ -> stores.settlements().mayList(Set.of(), LONG_TIME, NO_LIMIT)))
                .isTrue();
    }

    @Test
    default void asking_for_a_page_keeps_the_messages_taken_as_long_as_it_says() {
        var stores = stores();
        var message = giveUp(stores);
        take(stores);

        assertThat(stores.settlements().mayList(Set.of(message.id()), Duration.ZERO, NO_LIMIT))
                .isTrue();

        assertThat(take(stores)).hasSize(1);
    }

    @Test
    default void the_surroundings_name_known_ids_other_owners_and_witnesses() {
        var stores = stores();
        var asked = giveUp(stores);
        var twin = giveUp(stores);
        var known = Examples.providerId();
        accept(stores);
        end(stores, lease(stores), new Accepted(known));
        accept(stores);
        var underWay = lease(stores).message();
        var waiting = accept(stores);
        var foreign = Examples.providerId();
        var now = Instant.now();

        var around = stores.settlements()
                .around(new Listing(
                        Set.of(asked.id()),
                        Set.of(Examples.RECIPIENT),
                        new Span(now.minusSeconds(600), now.plusSeconds(600)),
                        Set.of(known, foreign)));

        assertThat(around.known()).containsExactly(known);
        assertThat(around.witnesses()).containsExactly(known);
        assertThat(around.others())
                .extracting(Owner::id)
                .containsExactlyInAnyOrder(twin.id(), underWay.id())
                .doesNotContain(waiting.id());
        assertThat(around.others())
                .allSatisfy(owner ->
                        assertThat(owner.left().contains(now.minusSeconds(600))).isFalse());
    }

    @Test
    default void no_message_bears_witness_to_another_time_or_owns_what_went_elsewhere() {
        var stores = stores();
        accept(stores);
        end(stores, lease(stores), new Accepted(Examples.providerId()));
        giveUp(stores);
        var yesterday = Instant.now().minus(Duration.ofDays(1));

        var around = stores.settlements()
                .around(new Listing(
                        Set.of(),
                        Set.of(new PhoneNumber("+15555559999")),
                        new Span(yesterday, yesterday.plusSeconds(60)),
                        Set.of()));

        assertThat(around.known()).isEmpty();
        assertThat(around.witnesses()).isEmpty();
        assertThat(around.others()).isEmpty();
    }

    private static Waits waits(Duration first, Duration settling) {
        return new Waits(LEASE, first, settling, LONG_TIME, LONG_TIME);
    }

    private List<Unsettled> takeAfter(CountDownLatch start, Stores stores) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Stream.generate(() -> patiently(() -> stores.settlements().take(5, AT_ONCE)))
                .limit(5)
                .flatMap(List::stream)
                .toList();
    }

    private static List<Unsettled> take(Stores stores) {
        return stores.settlements().take(10, AT_ONCE);
    }

    private Message giveUp(Stores stores) {
        var message = accept(stores);
        end(stores, lease(stores), new Unknown("no answer"));
        return message;
    }

    private void end(Stores stores, Stored leased, SubmissionOutcome outcome) {
        append(stores, ended(leased, outcome));
    }

    private MessageChange ended(Stores stores, Message message, SubmissionOutcome outcome) {
        return ended(stored(stores, message.id()), outcome);
    }

    private MessageChange ended(Stored stored, SubmissionOutcome outcome) {
        var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return change(stored, new SubmissionEnded(stored.attempts(), outcome, at), new Schedule.Done());
    }

    private void makeDue(Stores stores, Message message) {
        var before = stored(stores, message.id());
        append(stores, with(before, before.message(), new Schedule.DueAfter(Duration.ZERO)));
    }

    private static MessageChange with(Stored before, Message after, Schedule schedule) {
        return new MessageChange(before, after, List.of(), List.of(), List.of(), Set.of(), schedule);
    }

    private static void append(Stores stores, MessageChange change) {
        assertThat(stores.ledger().append(List.of(change), List.of()))
                .isEqualTo(Set.of(change.after().id()));
    }
}
