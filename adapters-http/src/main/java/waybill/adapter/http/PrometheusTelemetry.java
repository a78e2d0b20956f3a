package waybill.adapter.http;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import waybill.application.port.out.MessageListing;
import waybill.application.port.out.MessageLookup;
import waybill.application.port.out.Telemetry;
import waybill.domain.Closing;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;
import waybill.domain.Verdict;

/** Counts for Prometheus, served at {@code /metrics}. Every metric exists at zero from the start. */
public final class PrometheusTelemetry implements Telemetry {
    /** What a callback can tell. */
    private static final Set<Status> LOSABLE = EnumSet.range(Status.QUEUED, Status.REJECTED);

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter accepted = counter("waybill_messages_accepted", "Messages accepted for sending.");
    private final Counter replayed =
            counter("waybill_messages_replayed", "Requests answered with a message accepted before.");
    private final Counter submissions =
            counter("waybill_submissions", "Attempts to hand a message to the provider, by outcome.", "outcome");
    private final Counter expired = counter("waybill_messages_expired", "Messages that expired before submission.");
    private final Counter reports = counter("waybill_reports", "Delivery reports recorded, by verdict.", "verdict");
    private final Counter orphans = counter("waybill_orphan_reports", "Delivery reports of no message we know.");
    private final Counter matched =
            counter("waybill_orphan_reports_matched", "Orphans that were moved to their message.");
    private final Counter unusable = counter("waybill_unusable_reports", "Delivery reports that cannot be understood.");
    private final Counter refused = counter(
            "waybill_callbacks_refused",
            "Callbacks without a signature that holds, or with a content that it does not cover and that is of no message.");
    private final Counter doubled =
            counter("waybill_messages_doubled", "Messages the provider knows under more than one id.");

    private final Counter lookups = counter("waybill_lookups", "Messages asked for at the provider.", "outcome");
    private final Counter lost =
            counter("waybill_callbacks_lost", "Statuses that only a look-up told, no callback.", "status");
    private final Counter closed =
            counter("waybill_messages_closed", "Messages closed without an end, by outcome.", "outcome");

    private final Counter listings = counter("waybill_listings", "Pages of the provider's list asked for.", "outcome");
    private final Counter settled = counter(
            "waybill_settlements", "Submissions with no known outcome that were settled, or could not be.", "outcome");
    private final Counter redacted =
            counter("waybill_redacted", "Messages and orphaned reports whose texts and numbers were made unreadable.");
    private final Counter monthsForgotten =
            counter("waybill_months_forgotten", "Months of messages removed with all their history.");
    private final Counter rowsForgotten = counter("waybill_rows_forgotten", "Single rows removed for their age.");

    public PrometheusTelemetry() {
        Stream.of("page", "unavailable").forEach(listings::initLabelValues);
        Stream.of(Settled.values()).forEach(outcome -> settled.initLabelValues(text(outcome)));
        Stream.of("found", "not_found", "unavailable").forEach(lookups::initLabelValues);
        LOSABLE.forEach(status -> lost.initLabelValues(status.text()));
        Stream.of(Closing.Outcome.values()).forEach(outcome -> closed.initLabelValues(outcome.text()));
        Stream.of(Outcome.values()).forEach(outcome -> submissions.initLabelValues(outcome.text));
        Stream.of(Verdict.values()).forEach(verdict -> reports.initLabelValues(verdict.text()));
    }

    @Override
    public void messageAccepted() {
        accepted.inc();
    }

    @Override
    public void messageReplayed() {
        replayed.inc();
    }

    @Override
    public void submissionEnded(SubmissionOutcome outcome) {
        submissions.labelValues(text(outcome)).inc();
    }

    @Override
    public void messageExpired() {
        expired.inc();
    }

    @Override
    public void reportRecorded(Verdict verdict) {
        reports.labelValues(verdict.text()).inc();
    }

    @Override
    public void reportOrphaned() {
        orphans.inc();
    }

    @Override
    public void orphanMatched() {
        matched.inc();
    }

    @Override
    public void reportUnusable() {
        unusable.inc();
    }

    @Override
    public void callbackRefused() {
        refused.inc();
    }

    @Override
    public void messageDoubled() {
        doubled.inc();
    }

    @Override
    public void lookedUp(MessageLookup.Answer answer) {
        lookups.labelValues(text(answer)).inc();
    }

    @Override
    public void callbackLost(Status status) {
        lost.labelValues(status.text()).inc();
    }

    @Override
    public void messageClosed(Closing.Outcome outcome) {
        closed.labelValues(outcome.text()).inc();
    }

    @Override
    public void listed(MessageListing.Answer answer) {
        listings.labelValues(answer instanceof MessageListing.Answer.Page ? "page" : "unavailable")
                .inc();
    }

    @Override
    public void settled(Settled outcome) {
        settled.labelValues(text(outcome)).inc();
    }

    private static String text(Settled outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void redacted(int count) {
        redacted.inc(count);
    }

    @Override
    public void forgotten(int months, int rows) {
        monthsForgotten.inc(months);
        rowsForgotten.inc(rows);
    }

    private static String text(MessageLookup.Answer answer) {
        return switch (answer) {
            case MessageLookup.Answer.Found _ -> "found";
            case MessageLookup.Answer.NotFound _ -> "not_found";
            case MessageLookup.Answer.Unavailable _ -> "unavailable";
        };
    }

    PrometheusRegistry registry() {
        return registry;
    }

    /** The name of an outcome in the interface. */
    static String text(SubmissionOutcome outcome) {
        return switch (outcome) {
            case SubmissionOutcome.Accepted _ -> Outcome.ACCEPTED.text;
            case SubmissionOutcome.NotAccepted _ -> Outcome.NOT_ACCEPTED.text;
            case SubmissionOutcome.Unauthorized _ -> Outcome.UNAUTHORIZED.text;
            case SubmissionOutcome.Refused _ -> Outcome.REFUSED.text;
            case SubmissionOutcome.Unknown _ -> Outcome.UNKNOWN.text;
        };
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    private enum Outcome {
        ACCEPTED("accepted"),
        NOT_ACCEPTED("not_accepted"),
        UNAUTHORIZED("unauthorized"),
        REFUSED("refused"),
        UNKNOWN("unknown");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }
    }
}
