package waybill.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** What a client meant as one send: every try with the same source, destination, text and callback URL. */
final class Send {

    static final String NOT_ACCEPTED = "not_accepted";

    private final Key key;
    /** Oldest first. Nearly always one: a list of such a length takes the least room. */
    private List<SimulatedMessage> remembered = List.of();

    private SortedSet<Integer> rejectedWith = Collections.emptySortedSet();
    private int accepted;
    private int rejected;
    private boolean refused;

    /** @param text of a long one its beginning and a digest: thousands of long texts need not be kept */
    record Key(String from, String to, String text, String url) {

        private static final int TEXT_SHOWN = 40;

        static Key of(SendRequest request, String to) {
            // The sources are few, and each message brings its own copy of one.
            return new Key(
                    request.from().intern(),
                    to,
                    told(request.text()),
                    request.callback().url());
        }

        private static String told(String text) {
            return text.length() > TEXT_SHOWN
                    ? text.substring(0, TEXT_SHOWN) + UUID.nameUUIDFromBytes(text.getBytes(UTF_8))
                    : text;
        }

        String beginning() {
            return text.length() > TEXT_SHOWN ? text.substring(0, TEXT_SHOWN) + "…" : text;
        }
    }

    Send(Key key) {
        this.key = key;
    }

    Key key() {
        return key;
    }

    /** Whether a script that refuses once refuses this try: after each acceptance it starts over. */
    synchronized boolean refuses() {
        refused = !refused;
        return refused;
    }

    synchronized void accepted(SimulatedMessage message) {
        accepted++;
        switch (remembered.size()) {
            case 0 -> remembered = List.of(message);
            case 1 -> remembered = new ArrayList<>(List.of(remembered.getFirst(), message));
            default -> remembered.addLast(message);
        }
    }

    /** Forgets the oldest message of it; returns whether no other is remembered. */
    synchronized boolean forgetOldest() {
        if (remembered.size() > 1) {
            remembered.removeFirst();
            return false;
        }
        remembered = List.of();
        return true;
    }

    synchronized boolean isAcceptedMoreThanOnce() {
        return accepted > 1;
    }

    synchronized void rejected(int status) {
        rejected++;
        var more = new TreeSet<>(rejectedWith);
        more.add(status);
        rejectedWith = more;
    }

    /** Empty when all messages of it are forgotten. */
    synchronized Optional<MessageTruth> truth() {
        return accepted > 0 && remembered.isEmpty() ? Optional.empty() : Optional.of(rememberedTruth());
    }

    private MessageTruth rememberedTruth() {
        var snapshots = remembered.stream().map(SimulatedMessage::snapshot).toList();
        return new MessageTruth(
                remembered.stream().map(message -> message.uuid().toString()).toList(),
                key.from(),
                key.to(),
                key.beginning(),
                key.url(),
                accepted,
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
