package waybill.simulator;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One accepted message. */
final class SimulatedMessage {

    private final long ordinal;
    private final UUID uuid = Uuids.random();
    private final Send send;
    private final String type;
    private final int units;
    private final String powerpackUuid;
    private final String requesterIp;
    private final Instant acceptedAt;
    private final Script script;
    private final CallbackTally tally = new CallbackTally();

    private volatile Progress progress;

    SimulatedMessage(long ordinal, Send send, SendRequest request, String requesterIp, Instant acceptedAt) {
        this.ordinal = ordinal;
        this.send = send;
        // What is the same for many messages is kept once.
        this.type = request.type().intern();
        this.units = request.segments().units();
        this.powerpackUuid = request.powerpackUuid().intern();
        this.requesterIp = requesterIp.intern();
        this.acceptedAt = acceptedAt;
        this.script = MagicNumbers.script(send.key().to());
        this.progress = new Progress.Queued();
    }

    /** Moves on and reports it in one, so that nobody sees a message at its end whose last callback is not counted. */
    synchronized void advance(Progress next, Runnable report) {
        progress = next;
        report.run();
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(progress, tally.counts(), tally.reports());
    }

    record Snapshot(Progress progress, CallbackCounts callbacks, List<ReportTruth> reports) {}

    Progress progress() {
        return progress;
    }

    /** Counts from 1 in the order of acceptance. */
    long ordinal() {
        return ordinal;
    }

    UUID uuid() {
        return uuid;
    }

    Send send() {
        return send;
    }

    String from() {
        return send.key().from();
    }

    String to() {
        return send.key().to();
    }

    String type() {
        return type;
    }

    int units() {
        return units;
    }

    String powerpackUuid() {
        return powerpackUuid;
    }

    String requesterIp() {
        return requesterIp;
    }

    Instant acceptedAt() {
        return acceptedAt;
    }

    Script script() {
        return script;
    }

    CallbackTally tally() {
        return tally;
    }
}
