package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.MessageChange.JudgedReport;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.MessageChange.StatusEvent;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.Stored;
import waybill.domain.DeliveryReport;
import waybill.domain.DeliveryState;
import waybill.domain.Evidence;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Fingerprint;
import waybill.domain.Message;
import waybill.domain.Verdict;

/** Folds new evidence into one message as it was read, and gathers what is to be written. Used by one thread. */
final class Folding {
    private final Stored before;
    private final Ledger ledger;
    private final Map<Fingerprint, JudgedReport> reports = new LinkedHashMap<>();
    private final List<SubmissionEnded> attempts = new ArrayList<>();
    private final List<StatusEvent> events = new ArrayList<>();
    private final Set<Fingerprint> orphans = new HashSet<>();
    private final List<Evidence> added = new ArrayList<>();
    private Message message;

    /** @param ledger is asked for what it holds of the message only when it matters */
    Folding(Stored before, Ledger ledger) {
        this.before = requireNonNull(before, "before");
        this.ledger = requireNonNull(ledger, "ledger");
        this.message = before.message();
    }

    Message message() {
        return message;
    }

    /** Whether the provider was found to know the message under more ids than before. */
    boolean foundFurtherId() {
        return message.furtherIds() > before.message().furtherIds();
    }

    /** Whether a report that is not itself authenticated can be of this message, by all that is known of it so far. */
    boolean agreesWith(DeliveryReport report) {
        return message.furtherIds() == 0 ? message.agreesWith(report) : message.agreesWith(report, everythingSoFar());
    }

    Verdict report(ReceivedReport received, DeliveryReport report) {
        var repeated = reports.computeIfPresent(
                received.fingerprint(),
                (_, first) -> new JudgedReport(first.received(), first.verdict(), first.receipts() + 1));
        if (repeated != null) {
            return Verdict.DUPLICATE;
        }
        var verdict = apply(new Evidence.Reported(report), report.receivedAt());
        reports.put(received.fingerprint(), new JudgedReport(received, verdict, 1));
        return verdict;
    }

    /** Takes in a report that was kept without the message; what the ledger holds already is not judged again. */
    void orphan(ReceivedReport received, DeliveryReport report, boolean known) {
        orphans.add(received.fingerprint());
        if (!known) {
            report(received, report);
        }
    }

    void attempt(SubmissionEnded ended) {
        apply(ended, ended.at());
        attempts.add(ended);
    }

    void deadlinePassed(Instant at) {
        apply(new Evidence.DeadlinePassed(at), at);
    }

    /** Closes the message if it can come to no end any more by our doing. */
    void closeWithoutEnd(Instant at) {
        message = message.closedWithoutEnd(at);
    }

    MessageChange change(Schedule schedule) {
        return new MessageChange(before, message, List.copyOf(reports.values()), attempts, events, orphans, schedule);
    }

    /** Once a report shows that the message left, it is not submitted again. */
    MessageChange changeByReports() {
        return change(isShownToHaveLeft() ? new Schedule.Done() : new Schedule.Unchanged());
    }

    /** As follows from an attempt that ended, unless reports that came with its outcome show that the message left. */
    MessageChange changeBy(SubmissionSchedule schedule) {
        return attempts.isEmpty() || (!reports.isEmpty() && isShownToHaveLeft())
                ? changeByReports()
                : change(schedule.after(attempts.getLast(), before, message));
    }

    /** Whoever judged a message absent was wrong if anything at all is reported of it, even what applies nothing. */
    private boolean isShownToHaveLeft() {
        return message.isPastSubmission()
                || (message.state() instanceof DeliveryState.Unconfirmed && !reports.isEmpty());
    }

    private Verdict apply(Evidence evidence, Instant at) {
        var transition =
                message.needsHistoryFor(evidence) ? message.on(evidence, everythingSoFar()) : message.on(evidence);
        if (transition.changesStatus()) {
            events.add(new StatusEvent(transition.after().state().status(), notBeforeTheLast(at)));
        }
        message = transition.after();
        added.add(evidence);
        return transition.verdict();
    }

    /** What comes at once may be folded in another order than it came in; its events stand in the one that it went through. */
    private Instant notBeforeTheLast(Instant at) {
        return events.isEmpty() || !events.getLast().at().isAfter(at)
                ? at
                : events.getLast().at();
    }

    private List<Evidence> everythingSoFar() {
        var id = message.id();
        var all = new ArrayList<>(ledger.histories(Set.of(id)).getOrDefault(id, List.of()));
        all.addAll(added);
        return all;
    }
}
