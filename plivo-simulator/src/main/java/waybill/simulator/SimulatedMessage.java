package waybill.simulator;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One accepted message. */
final class SimulatedMessage {

    private final long ordinal;
    private final UUID uuid = UUID.randomUUID();
    private final String from;
    private final String to;
    private final String type;
    private final int units;
    private final String powerpackUuid;
    private final String requesterIp;
    private final Instant acceptedAt;
    private final CallbackAddress callback;
    private final Script script;
    private final CallbackTally tally = new CallbackTally();

    private volatile Progress progress;

    SimulatedMessage(long ordinal, SendRequest request, String to, String requesterIp, Instant acceptedAt) {
        this.ordinal = ordinal;
        this.from = request.from();
        this.to = to;
        this.type = request.type();
        this.units = request.segments().units();
        this.powerpackUuid = request.powerpackUuid();
        this.requesterIp = requesterIp;
        this.acceptedAt = acceptedAt;
        this.callback = request.callback();
        this.script = MagicNumbers.script(to);
        this.progress = new Progress.Queued(acceptedAt);
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

    String from() {
        return from;
    }

    String to() {
        return to;
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

    CallbackAddress callback() {
        return callback;
    }

    Script script() {
        return script;
    }

    CallbackTally tally() {
        return tally;
    }
}
