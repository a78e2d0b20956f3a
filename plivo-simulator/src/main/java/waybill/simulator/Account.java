package waybill.simulator;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The one simulated account: what was asked of it and what it accepted. */
final class Account {

    private final InstantSource clock;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final Newest<UUID, SimulatedMessage> messages;
    private final Newest<Send.Key, Send> sends;

    /** @param remembered of messages and of sends; older ones are forgotten */
    Account(InstantSource clock, int remembered) {
        this.clock = clock;
        this.messages = new Newest<>(remembered);
        this.sends = new Newest<>(remembered);
    }

    /** Counts a send request, whatever comes of it. */
    void requested() {
        requests.incrementAndGet();
    }

    /** The status that the script of a destination answers this try with, if it does. */
    Optional<Integer> refusal(SendRequest request) {
        for (var to : request.to()) {
            if (MagicNumbers.script(to).reply() instanceof Script.Reply.RefuseOnce(var status)
                    && send(request, to).refuses()) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    void rejected(SendRequest request, int status) {
        request.to().forEach(to -> send(request, to).rejected(status));
    }

    /** One message a destination. */
    List<SimulatedMessage> accept(SendRequest request, String requesterIp) {
        var messages = new ArrayList<SimulatedMessage>(request.to().size());
        for (var to : request.to()) {
            messages.add(accept(request, to, requesterIp));
        }
        return messages;
    }

    synchronized Optional<SimulatedMessage> find(UUID uuid) {
        return messages.find(uuid);
    }

    synchronized Stream<SimulatedMessage> newestFirst() {
        return messages.newestFirst().stream();
    }

    synchronized Stream<MessageTruth> truths() {
        return sends.newestFirst().stream().map(Send::truth).flatMap(Optional::stream);
    }

    synchronized long acceptedMoreThanOnce() {
        return sends.newestFirst().stream().filter(Send::isAcceptedMoreThanOnce).count();
    }

    long requestsTotal() {
        return requests.get();
    }

    long acceptedTotal() {
        return accepted.get();
    }

    private synchronized SimulatedMessage accept(SendRequest request, String to, String requesterIp) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var send = send(request, to);
        var message = new SimulatedMessage(accepted.incrementAndGet(), send, request, requesterIp, now);
        send.accepted(message);
        messages.add(message.uuid(), message).ifPresent(this::forget);
        return message;
    }

    /** A send is remembered no longer than its messages, for nothing could be told of them. */
    private void forget(SimulatedMessage oldest) {
        var send = oldest.send();
        if (send.forgetOldest()) {
            sends.remove(send.key(), send);
        }
    }

    private synchronized Send send(SendRequest request, String to) {
        var key = Send.Key.of(request, to);
        var found = sends.find(key);
        if (found.isPresent()) {
            return found.get();
        }
        var send = new Send(key);
        sends.add(key, send);
        return send;
    }
}
