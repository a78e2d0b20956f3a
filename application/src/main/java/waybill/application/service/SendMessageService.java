package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import waybill.application.port.in.SendMessage;
import waybill.application.port.out.DispatchBell;
import waybill.application.port.out.MessageStore;
import waybill.application.port.out.MessageStore.Acceptance;
import waybill.application.port.out.MessageStore.NewMessage;
import waybill.application.port.out.Telemetry;
import waybill.domain.Message;

/** Stores a message and wakes the dispatcher. */
public final class SendMessageService implements SendMessage {
    private final MessageStore messages;
    private final DispatchBell bell;
    private final Telemetry telemetry;
    private final Duration deadline;

    /** @param deadline how long a message may wait for submission unless the caller says otherwise */
    public SendMessageService(MessageStore messages, DispatchBell bell, Telemetry telemetry, Duration deadline) {
        this.messages = requireNonNull(messages, "messages");
        this.bell = requireNonNull(bell, "bell");
        this.telemetry = requireNonNull(telemetry, "telemetry");
        this.deadline = requireNonNull(deadline, "deadline");
    }

    @Override
    public Result send(Command command) {
        var message = messageFor(command);
        return switch (messages.accept(List.of(new NewMessage(message, command.idempotency())))
                .getFirst()) {
            case Acceptance.Accepted() -> {
                telemetry.messageAccepted();
                bell.ring();
                yield new Result.Accepted(message);
            }
            case Acceptance.Replayed(var earlier) -> {
                telemetry.messageReplayed();
                yield new Result.Replayed(earlier);
            }
            case Acceptance.KeyReused() -> new Result.KeyReused();
            case Acceptance.KeyBusy() -> new Result.KeyBusy();
        };
    }

    private Message messageFor(Command command) {
        return Message.accepted(
                command.id(),
                command.from(),
                command.to(),
                command.text(),
                command.clientReference(),
                command.expiresIn().orElse(deadline));
    }
}
