package waybill.application.port.out;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import waybill.application.port.out.Timeline.AttemptEntry;
import waybill.domain.DeliveryReport;
import waybill.domain.MessageId;
import waybill.domain.Refusal;
import waybill.domain.SubmissionOutcome;

/** The past of {@link InMemoryStores}, which knows no months: every message goes by itself. */
record InMemoryPast(InMemoryStores stores, InstantSource clock) implements PastMessages {
    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Step redact(Optional<MessageId> after, Instant before, int window) {
        var examined = stores.ids().stream()
                .filter(id -> after.map(last -> id.compareTo(last) > 0).orElse(true) && isOlder(id, before))
                .limit(window)
                .toList();
        int redacted = stores.redact(examined::contains);
        return new Step(redacted, examined.size() < window ? Optional.empty() : Optional.of(examined.getLast()));
    }

    @Override
    public int redactOrphans(Instant before, int limit) {
        return stores.redactOrphans(before, limit);
    }

    @Override
    public int dropMonths(Instant before) {
        return 0;
    }

    @Override
    public int removeRows(Instant before, int limit) {
        return stores.removeOrphans(before, limit) + stores.removeClosed(id -> isOlder(id, before), limit);
    }

    private static boolean isOlder(MessageId id, Instant before) {
        return id.compareTo(MessageId.of(before, 0, 0)) < 0;
    }

    static DeliveryReport redacted(DeliveryReport report) {
        return new DeliveryReport(
                report.fingerprint(),
                report.providerId(),
                report.parentId(),
                report.status(),
                report.statusText(),
                report.sequence(),
                report.errorCode(),
                report.cost(),
                report.network(),
                report.times(),
                "",
                "",
                report.powerpackId(),
                report.receivedAt());
    }

    static AttemptEntry redacted(AttemptEntry entry) {
        return entry.outcome() instanceof SubmissionOutcome.Refused(var refusal)
                ? new AttemptEntry(
                        entry.at(),
                        entry.attempt(),
                        new SubmissionOutcome.Refused(new Refusal(refusal.httpStatus(), "")))
                : entry;
    }
}
