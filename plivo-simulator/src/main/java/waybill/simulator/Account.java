package waybill.simulator;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The one simulated account: what was asked of it and what it accepted. */
final class Account {

    /** Of messages and of sends; older ones are forgotten. */
    static final int MAX_REMEMBERED = 200_000;

    private static final int TEXT_SHOWN = 40;

    private final InstantSource clock;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final Newest<UUID, SimulatedMessage> messages = new Newest<>(MAX_REMEMBERED);
    private final Newest<Send.Key, Send> sends = new Newest<>(MAX_REMEMBERED);

    Account(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts a send request, whatever comes of it. */
    void requested() {
        requests.incrementAndGet();
    }

    /** The status that the script of a destination answers this try with, if it does. */
    Optional<Integer> refusal(SendRequest request) {
        return request.to().stream()
                .flatMap(to -> MagicNumbers.script(to).reply() instanceof Script.Reply.RefuseOnce(var status)
                                && send(request, to).refuses()
                        ? Stream.of(status)
                        : Stream.empty())
                .findFirst();
    }

    void rejected(SendRequest request, int status) {
        request.to().forEach(to -> send(request, to).rejected(status));
    }

    /** One message a destination. */
    List<SimulatedMessage> accept(SendRequest request, String requesterIp) {
        return request.to().stream().map(to -> accept(request, to, requesterIp)).toList();
    }

    Optional<SimulatedMessage> find(UUID uuid) {
        return messages.find(uuid);
    }

    Stream<SimulatedMessage> newestFirst() {
        return messages.newestFirst();
    }

    Stream<MessageTruth> truths() {
        return sends.newestFirst().map(Send::truth);
    }

    long requestsTotal() {
        return requests.get();
    }

    long acceptedTotal() {
        return accepted.get();
    }

    private SimulatedMessage accept(SendRequest request, String to, String requesterIp) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var message = new SimulatedMessage(accepted.incrementAndGet(), request, to, requesterIp, now);
        messages.computeIfAbsent(message.uuid(), () -> message);
        messages.trim();
        send(request, to).accepted(message);
        return message;
    }

    private Send send(SendRequest request, String to) {
        var text = request.text();
        var beginning = text.length() > TEXT_SHOWN ? text.substring(0, TEXT_SHOWN) + "…" : text;
        var key = Send.Key.of(request, to);
        var send = sends.computeIfAbsent(key, () -> new Send(key, beginning));
        sends.trim();
        return send;
    }
}
