package waybill.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/** What a client meant as one send: every try with the same source, destination, text and callback URL. */
final class Send {

    static final String NOT_ACCEPTED = "not_accepted";

    private final Key key;
    private final String text;
    private final List<SimulatedMessage> accepted = new ArrayList<>();
    private final TreeSet<Integer> rejectedWith = new TreeSet<>();
    private int rejected;
    private boolean refused;

    /** The text as a digest: thousands of long texts need not be kept. */
    record Key(String from, String to, UUID text, String url) {

        static Key of(SendRequest request, String to) {
            var text = UUID.nameUUIDFromBytes(request.text().getBytes(UTF_8));
            return new Key(request.from(), to, text, request.callback().url());
        }
    }

    Send(Key key, String text) {
        this.key = key;
        this.text = text;
    }

    /** Whether a script that refuses once refuses this try: after each acceptance it starts over. */
    synchronized boolean refuses() {
        refused = !refused;
        return refused;
    }

    synchronized void accepted(SimulatedMessage message) {
        accepted.add(message);
    }

    synchronized void rejected(int status) {
        rejected++;
        rejectedWith.add(status);
    }

    synchronized MessageTruth truth() {
        var snapshots = accepted.stream().map(SimulatedMessage::snapshot).toList();
        return new MessageTruth(
                accepted.stream().map(message -> message.uuid().toString()).toList(),
                key.from(),
                key.to(),
                text,
                key.url(),
                accepted.size(),
                rejected,
                List.copyOf(rejectedWith),
                snapshots.isEmpty()
                        ? NOT_ACCEPTED
                        : snapshots.getLast().progress().status(),
                snapshots.isEmpty() ? "" : snapshots.getLast().progress().errorCode(),
                snapshots.stream()
                        .map(SimulatedMessage.Snapshot::callbacks)
                        .reduce(CallbackCounts.NONE, CallbackCounts::plus),
                snapshots.stream()
                        .flatMap(snapshot -> snapshot.reports().stream())
                        .toList());
    }
}
