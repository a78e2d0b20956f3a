package waybill.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.MessageStore.Acceptance;
import waybill.application.port.out.Timeline.EventEntry;
import waybill.domain.DeliveryState;
import waybill.domain.ErrorCode;
import waybill.domain.Evidence;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.PhoneNumber;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;

/** What every {@link MessageStore} keeps. */
public interface MessageStoreContract extends StoreContract {
    @Test
    default void an_accepted_message_is_found_as_it_was() {
        var stores = stores();
        var message = Examples.message();

        var acceptances = stores.messages().accept(List.of(Examples.withoutKey(message)));

        assertThat(acceptances).containsExactly(new Acceptance.Accepted());
        assertThat(stores.messages().find(message.id())).contains(message);
    }

    @Test
    default void an_unknown_message_is_not_found() {
        var stores = stores();

        assertThat(stores.messages().find(Examples.nextId(Examples.NOW))).isEmpty();
        assertThat(stores.messages().timeline(Examples.nextId(Examples.NOW))).isEmpty();
    }

    @Test
    default void an_accepted_message_begins_its_timeline() {
        var stores = stores();
        var message = accept(stores);

        var timeline = stores.messages().timeline(message.id()).orElseThrow();

        assertThat(timeline.message()).isEqualTo(message);
        assertThat(timeline.entries()).containsExactly(new EventEntry(message.createdAt(), Status.ACCEPTED, 1));
    }

    @Test
    default void the_same_key_and_payload_replay_the_first_message() {
        var stores = stores();
        var first = Examples.message();
        stores.messages().accept(List.of(Examples.withKey(first, "key", "payload")));

        var second = Examples.message();
        var acceptances = stores.messages().accept(List.of(Examples.withKey(second, "key", "payload")));

        assertThat(acceptances).containsExactly(new Acceptance.Replayed(first));
        assertThat(stores.messages().find(second.id())).isEmpty();
    }

    @Test
    default void the_same_key_with_another_payload_is_told_apart() {
        var stores = stores();
        stores.messages().accept(List.of(Examples.withKey(Examples.message(), "key", "payload")));

        var acceptances = stores.messages().accept(List.of(Examples.withKey(Examples.message(), "key", "other")));

        assertThat(acceptances).containsExactly(new Acceptance.KeyReused());
    }

    @Test
    default void messages_are_answered_in_their_order() {
        var stores = stores();
        var first = Examples.message();
        stores.messages().accept(List.of(Examples.withKey(first, "key", "payload")));

        var acceptances = stores.messages()
                .accept(List.of(
                        Examples.withoutKey(Examples.message()),
                        Examples.withKey(Examples.message(), "key", "payload"),
                        Examples.withKey(Examples.message(), "another key", "payload")));

        assertThat(acceptances)
                .containsExactly(new Acceptance.Accepted(), new Acceptance.Replayed(first), new Acceptance.Accepted());
    }

    @Test
    default void of_many_racers_with_one_key_exactly_one_is_accepted() throws Exception {
        var stores = stores();
        var racers = IntStream.range(0, 20).mapToObj(_ -> Examples.message()).toList();

        var acceptances = new ArrayList<Acceptance>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = racers.stream()
                    .map(racer -> executor.submit(() -> acceptOnceFree(stores, racer)))
                    .toList();
            for (var future : futures) {
                acceptances.add(future.get());
            }
        }

        var stored = racers.stream()
                .filter(racer -> stores.messages().find(racer.id()).isPresent())
                .toList();
        assertThat(stored).hasSize(1);
        assertThat(acceptances).filteredOn(new Acceptance.Accepted()::equals).hasSize(1);
        assertThat(acceptances)
                .filteredOn(Acceptance.Replayed.class::isInstance)
                .hasSize(19)
                .containsOnly(new Acceptance.Replayed(stored.getFirst()));
    }

    /** Who commits may take longer than a store makes others wait for a key; they come back. */
    private Acceptance acceptOnceFree(Stores stores, Message message) {
        var keyed = List.of(Examples.withKey(message, "key", "payload"));
        return Stream.generate(() -> patiently(() -> stores.messages().accept(keyed)))
                .map(List::getFirst)
                .limit(TRIES)
                .filter(acceptance -> !acceptance.equals(new Acceptance.KeyBusy()))
                .findFirst()
                .orElseGet(Acceptance.KeyBusy::new);
    }

    @Test
    default void messages_are_listed_newest_first_page_by_page() {
        var stores = stores();
        var messages = IntStream.range(0, 5)
                .mapToObj(i -> accept(stores, Examples.message(Examples.NOW.plusSeconds(i), 60)))
                .toList();

        var seen = new ArrayList<Message>();
        Optional<MessageId> after = Optional.empty();
        do {
            var page = stores.messages().list(query(after, 2));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
            seen.addAll(page.items());
            after = page.next();
        } while (after.isPresent());

        assertThat(seen).containsExactlyElementsOf(messages.reversed());
    }

    @Test
    default void every_filter_narrows_a_list() {
        var stores = stores();
        var recipient = new PhoneNumber("+4915112345678");
        var early = accept(stores, Examples.message(recipient, Examples.NOW, 60));
        var begin = early.createdAt();
        var late = accept(stores, Examples.message(begin.plusSeconds(60), 60));

        assertThat(list(stores, filter(Optional.of(Status.ACCEPTED), Optional.empty(), begin, 3600)))
                .containsExactly(late, early);
        assertThat(list(stores, filter(Optional.of(Status.SENT), Optional.empty(), begin, 3600)))
                .isEmpty();
        assertThat(list(stores, filter(Optional.empty(), Optional.of(recipient), begin, 3600)))
                .containsExactly(early);
        assertThat(list(stores, filter(Optional.empty(), Optional.empty(), begin, 60)))
                .containsExactly(early);
        assertThat(list(stores, filter(Optional.empty(), Optional.empty(), begin.plusNanos(1000), 3600)))
                .containsExactly(late);
        assertThat(list(
                        stores,
                        new MessageQuery(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Examples.SENDER),
                                Optional.empty(),
                                late.clientReference(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                50)))
                .containsExactly(late, early);
    }

    /** Against the plain definition, page by page; a message in three is undelivered, one delivered, one not sent yet. */
    @Test
    default void every_combination_of_filters_lists_what_holds_for_all_of_them() {
        var stores = stores();
        var other = new PhoneNumber("+4915112345678");
        for (int i = 0; i < 12; i++) {
            var at = Examples.NOW.plusSeconds(i);
            var message = accept(stores, Examples.message(i % 2 == 0 ? other : Examples.RECIPIENT, at, 60));
            if (i % 3 > 0) {
                var status = i % 3 == 1 ? ReportedStatus.UNDELIVERED : ReportedStatus.DELIVERED;
                var report = Examples.report(
                        Examples.providerId(), status, i % 3 == 1 ? new ErrorCode("30") : ErrorCode.NONE);
                var change = change(stored(stores, message.id()), new Evidence.Reported(report), new Schedule.Done());
                stores.ledger().append(List.of(change), List.of());
            }
        }
        var all = list(stores, query(Optional.empty(), 50));
        for (int asked = 0; asked < 1 << 7; asked++) {
            var query = combination(asked, other);

            assertThat(pageByPage(stores, query))
                    .as(query.toString())
                    .containsExactlyElementsOf(all.stream()
                            .filter(message -> holds(query, message))
                            .toList());
        }
    }

    /** As those are that were stored before a message took its time from its id. */
    @Test
    default void adjoining_stretches_of_time_list_every_message_once_although_its_id_was_made_seconds_apart() {
        var stores = stores();
        var apart = List.of(-3_000L, -1L, 0L, 1L, 3_000L);
        var messages = new ArrayList<Message>();
        for (int i = 0; i < 20; i++) {
            var at = Examples.NOW.plusMillis(500L * i);
            messages.add(accept(stores, made(apart.get(i % apart.size()), at)));
        }
        var none = Optional.<Status>empty();
        for (var asked : List.of(none, Optional.of(Status.ACCEPTED))) {
            var listed = new ArrayList<Message>();
            for (int second = 0; second < 10; second++) {
                var since = Examples.NOW.plusSeconds(second);
                var window = list(stores, filter(asked, Optional.empty(), since, 1));
                assertThat(window).noneMatch(message -> message.createdAt().isBefore(since));
                listed.addAll(window);
            }

            assertThat(listed).containsExactlyInAnyOrderElementsOf(messages);
        }
    }

    private static Message made(long millisLater, Instant acceptedAt) {
        var message = Examples.message(acceptedAt, 60);
        return new Message(
                Examples.nextId(acceptedAt.plusMillis(millisLater)),
                message.from(),
                message.to(),
                message.text(),
                message.clientReference(),
                acceptedAt,
                message.expiresAt(),
                new DeliveryState.Accepted(acceptedAt),
                0,
                Optional.empty());
    }

    private static MessageQuery combination(int asked, PhoneNumber to) {
        return new MessageQuery(
                (asked & 1) == 0
                        ? Optional.empty()
                        : Optional.of((asked & 2) == 0 ? Status.DELIVERED : Status.UNDELIVERED),
                (asked & 4) == 0 ? Optional.empty() : Optional.of(to),
                (asked & 8) == 0 ? Optional.empty() : Optional.of(Examples.SENDER),
                (asked & 16) == 0 ? Optional.empty() : Optional.of(new ErrorCode("30")),
                (asked & 2) == 0 ? Optional.empty() : Examples.message().clientReference(),
                (asked & 32) == 0 ? Optional.empty() : Optional.of(Examples.NOW.plusSeconds(2)),
                (asked & 64) == 0 ? Optional.empty() : Optional.of(Examples.NOW.plusSeconds(9)),
                Optional.empty(),
                2);
    }

    private static boolean holds(MessageQuery query, Message message) {
        return query.status().stream().allMatch(message.state().status()::equals)
                && query.to().stream().allMatch(message.to()::equals)
                && query.from().stream().allMatch(message.from()::equals)
                && query.errorCode().stream().allMatch(message.state().errorCode()::equals)
                && query.clientReference().stream()
                        .allMatch(reference -> message.clientReference().equals(Optional.of(reference)))
                && query.since().stream().noneMatch(message.createdAt()::isBefore)
                && query.until().stream().allMatch(message.createdAt()::isBefore);
    }

    private static List<Message> pageByPage(Stores stores, MessageQuery query) {
        var seen = new ArrayList<Message>();
        var after = query.after();
        do {
            var page = stores.messages()
                    .list(new MessageQuery(
                            query.status(),
                            query.to(),
                            query.from(),
                            query.errorCode(),
                            query.clientReference(),
                            query.since(),
                            query.until(),
                            after,
                            query.limit()));
            seen.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return seen;
    }

    private static List<Message> list(Stores stores, MessageQuery query) {
        return stores.messages().list(query).items();
    }

    private static MessageQuery filter(Optional<Status> status, Optional<PhoneNumber> to, Instant since, long seconds) {
        return new MessageQuery(
                status,
                to,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(since),
                Optional.of(since.plusSeconds(seconds)),
                Optional.empty(),
                50);
    }

    private static MessageQuery query(Optional<MessageId> after, int limit) {
        return new MessageQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                after,
                limit);
    }
}
