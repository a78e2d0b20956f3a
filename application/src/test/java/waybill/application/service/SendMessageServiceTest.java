package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import waybill.application.port.in.SendMessage.Command;
import waybill.application.port.in.SendMessage.Result;
import waybill.application.port.out.Examples;
import waybill.application.port.out.Idempotency;
import waybill.application.port.out.MessageQuery;
import waybill.application.port.out.MessageStore;
import waybill.application.port.out.MessageStore.Acceptance;
import waybill.application.port.out.Page;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Timeline;
import waybill.domain.ClientReference;
import waybill.domain.DeliveryState;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.MessageText;

class SendMessageServiceTest {
    private static final Duration DEADLINE = Duration.ofHours(3);

    private final InMemoryWaybill waybill = new InMemoryWaybill();

    @Test
    void an_accepted_message_is_stored_as_asked_for() {
        var command = command(Optional.empty(), Optional.empty());

        var message = accepted(serviceOver(waybill.stores.messages()).send(command));

        assertThat(waybill.message(message.id())).isEqualTo(message);
        assertThat(message.from()).isEqualTo(command.from());
        assertThat(message.to()).isEqualTo(command.to());
        assertThat(message.text()).isEqualTo(command.text());
        assertThat(message.clientReference()).isEqualTo(command.clientReference());
        assertThat(message.state()).isEqualTo(new DeliveryState.Accepted(message.createdAt()));
    }

    /** Lists find by the one what was asked for by the other. */
    @Test
    void a_message_is_as_old_as_its_id_however_long_it_waited_to_be_accepted() {
        var command = command(Optional.empty(), Optional.empty());
        waybill.time.pass(Duration.ofSeconds(3));

        var message = accepted(serviceOver(waybill.stores.messages()).send(command));

        assertThat(message.createdAt()).isEqualTo(message.id().madeAt());
    }

    @Test
    void a_message_has_the_deadline_that_the_caller_gives() {
        var command = command(Optional.of(Duration.ofMinutes(5)), Optional.empty());

        var message = accepted(serviceOver(waybill.stores.messages()).send(command));

        assertThat(message.expiresAt()).isEqualTo(message.createdAt().plus(Duration.ofMinutes(5)));
    }

    @Test
    void a_message_has_the_default_deadline_when_the_caller_gives_none() {
        var command = command(Optional.empty(), Optional.empty());

        var message = accepted(serviceOver(waybill.stores.messages()).send(command));

        assertThat(message.expiresAt()).isEqualTo(message.createdAt().plus(DEADLINE));
    }

    @Test
    void every_accepted_message_rings_the_bell_and_is_counted() {
        var service = serviceOver(waybill.stores.messages());

        service.send(command(Optional.empty(), Optional.empty()));
        service.send(command(Optional.empty(), Optional.empty()));

        assertThat(waybill.bell.rings()).isEqualTo(2);
        assertThat(waybill.telemetry.counted()).containsExactly("accepted", "accepted");
    }

    @Test
    void the_same_request_again_is_replayed_as_the_message_is_now() {
        var service = serviceOver(waybill.stores.messages());
        var command = command(Optional.empty(), Optional.of("payload"));
        var first = accepted(service.send(command));
        waybill.node().dispatch.dispatch();

        var again = service.send(command);

        assertThat(again).isEqualTo(new Result.Replayed(waybill.message(first.id())));
        assertThat(waybill.message(first.id())).isNotEqualTo(first);
        assertThat(waybill.bell.rings()).isEqualTo(1);
        assertThat(waybill.telemetry.counted()).containsExactly("accepted", "replayed");
    }

    @Test
    void another_request_with_the_same_key_is_told_so_and_wakes_nobody() {
        var service = serviceOver(waybill.stores.messages());
        service.send(command(Optional.empty(), Optional.of("payload")));

        var other = service.send(command(Optional.empty(), Optional.of("other payload")));

        assertThat(other).isEqualTo(new Result.KeyReused());
        assertThat(waybill.bell.rings()).isEqualTo(1);
        assertThat(waybill.telemetry.counted()).containsExactly("accepted");
    }

    @Test
    void a_key_whose_first_request_is_undecided_is_busy_and_wakes_nobody() {
        var service = serviceOver(new BusyStore(List.of(new Acceptance.KeyBusy())));

        var result = service.send(command(Optional.empty(), Optional.of("payload")));

        assertThat(result).isEqualTo(new Result.KeyBusy());
        assertThat(waybill.bell.rings()).isZero();
        assertThat(waybill.telemetry.counted()).isEmpty();
    }

    @Test
    void a_store_that_is_away_is_told_to_the_caller_and_wakes_nobody() {
        var service = serviceOver(new BusyStore(List.of()));

        assertThatThrownBy(() -> service.send(command(Optional.empty(), Optional.empty())))
                .isInstanceOf(StoreUnavailable.class);

        assertThat(waybill.bell.rings()).isZero();
        assertThat(waybill.telemetry.counted()).isEmpty();
    }

    private SendMessageService serviceOver(MessageStore store) {
        return new SendMessageService(store, waybill.bell, waybill.telemetry, DEADLINE);
    }

    private static Command command(Optional<Duration> expiresIn, Optional<String> payload) {
        return new Command(
                Examples.nextId(Examples.NOW),
                Examples.SENDER,
                Examples.RECIPIENT,
                new MessageText("Your code is 4711"),
                expiresIn,
                Optional.of(new ClientReference("order 4711")),
                payload.map(text ->
                        new Idempotency(Examples.fingerprint("some API key"), "key", Examples.fingerprint(text))));
    }

    private static Message accepted(Result result) {
        assertThat(result).isInstanceOf(Result.Accepted.class);
        return ((Result.Accepted) result).message();
    }

    /** Answers every request alike; without an answer it is away. */
    private record BusyStore(List<Acceptance> answer) implements MessageStore {
        @Override
        public List<Acceptance> accept(List<NewMessage> messages) {
            if (answer.isEmpty()) {
                throw new StoreUnavailable("the store is away");
            }
            return answer;
        }

        @Override
        public Optional<Message> find(MessageId id) {
            return Optional.empty();
        }

        @Override
        public Page<Message, MessageId> list(MessageQuery query) {
            return new Page<>(List.of(), Optional.empty());
        }

        @Override
        public Optional<Timeline> timeline(MessageId id) {
            return Optional.empty();
        }
    }
}
