package waybill.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.MessageStore.Acceptance;
import waybill.application.port.out.Timeline.EventEntry;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.PhoneNumber;
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
                    .map(racer -> executor.submit(
                            () -> stores.messages().accept(List.of(Examples.withKey(racer, "key", "payload")))))
                    .toList();
            for (var future : futures) {
                acceptances.addAll(future.get());
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
        var late = accept(stores, Examples.message(Examples.NOW.plusSeconds(60), 60));

        assertThat(list(stores, filter(Optional.of(Status.ACCEPTED), Optional.empty(), Examples.NOW, 3600)))
                .containsExactly(late, early);
        assertThat(list(stores, filter(Optional.of(Status.SENT), Optional.empty(), Examples.NOW, 3600)))
                .isEmpty();
        assertThat(list(stores, filter(Optional.empty(), Optional.of(recipient), Examples.NOW, 3600)))
                .containsExactly(early);
        assertThat(list(stores, filter(Optional.empty(), Optional.empty(), Examples.NOW, 60)))
                .containsExactly(early);
        assertThat(list(stores, filter(Optional.empty(), Optional.empty(), Examples.NOW.plusNanos(1000), 3600)))
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
