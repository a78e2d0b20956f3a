package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import waybill.domain.DeliveryReport;
import waybill.domain.Evidence.Listed;
import waybill.domain.Message;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;
import waybill.domain.Verdict;

/** Everything that is known of a message. */
public record Timeline(Message message, List<Entry> entries) {
    public Timeline {
        requireNonNull(message, "message");
        entries = List.copyOf(entries);
    }

    /** One thing that happened. */
    public sealed interface Entry {
        /** When, by our clock. */
        Instant at();
    }

    /** @param version the place of the event in the message's own order, from 1 */
    public record EventEntry(Instant at, Status status, long version) implements Entry {
        public EventEntry {
            requireNonNull(at, "at");
            requireNonNull(status, "status");
        }
    }

    /** An attempt to hand the message to the provider whose outcome is known. */
    public record AttemptEntry(Instant at, int attempt, SubmissionOutcome outcome) implements Entry {
        public AttemptEntry {
            requireNonNull(at, "at");
            requireNonNull(outcome, "outcome");
        }
    }

    /**
     * What the provider answered when it was asked.
     *
     * @param receipts how often it answered the same
     * @param raw the answer as it came; empty once it was redacted
     */
    public record LookupEntry(
            DeliveryReport report, Verdict verdict, long receipts, Instant lastReceivedAt, Optional<RawBody> raw)
            implements Entry {
        public LookupEntry {
            requireNonNull(report, "report");
            requireNonNull(verdict, "verdict");
            requireNonNull(lastReceivedAt, "lastReceivedAt");
            requireNonNull(raw, "raw");
        }

        @Override
        public Instant at() {
            return report.receivedAt();
        }
    }

    /** What a listing of the provider's records did not tell of an attempt. */
    public record ListingEntry(Listed listed) implements Entry {
        public ListingEntry {
            requireNonNull(listed, "listed");
        }

        @Override
        public Instant at() {
            return listed.at();
        }
    }

    /**
     * A report of the provider's.
     *
     * @param receipts how often it came
     * @param raw the body as it came; empty once it was redacted
     * @param missingBefore how many reports of this provider id should have come before this one and did not
     */
    public record ReportEntry(
            DeliveryReport report,
            Verdict verdict,
            long receipts,
            Instant lastReceivedAt,
            String authenticatedBy,
            Optional<RawBody> raw,
            int missingBefore)
            implements Entry {
        public ReportEntry {
            requireNonNull(report, "report");
            requireNonNull(verdict, "verdict");
            requireNonNull(lastReceivedAt, "lastReceivedAt");
            requireNonNull(authenticatedBy, "authenticatedBy");
            requireNonNull(raw, "raw");
        }

        @Override
        public Instant at() {
            return report.receivedAt();
        }
    }
}
