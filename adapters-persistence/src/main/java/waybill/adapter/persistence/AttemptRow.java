package waybill.adapter.persistence;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.ProviderId;
import waybill.domain.Refusal;
import waybill.domain.SubmissionOutcome;
import waybill.domain.SubmissionOutcome.Accepted;
import waybill.domain.SubmissionOutcome.NotAccepted;
import waybill.domain.SubmissionOutcome.Refused;
import waybill.domain.SubmissionOutcome.Unauthorized;
import waybill.domain.SubmissionOutcome.Unknown;

/** The outcome of an attempt spread over columns, both ways. */
record AttemptRow(
        String outcome,
        @Nullable String providerId,
        @Nullable String reason,
        @Nullable Integer httpStatus,
        @Nullable Long retryAfterMillis) {

    static AttemptRow of(SubmissionOutcome outcome) {
        return switch (outcome) {
            case Accepted(var providerId) -> new AttemptRow("accepted", providerId.value(), null, null, null);
            case NotAccepted(var reason, var retryAfter) ->
                new AttemptRow(
                        "not_accepted",
                        null,
                        reason,
                        null,
                        retryAfter.map(Duration::toMillis).orElse(null));
            case Unauthorized() -> new AttemptRow("unauthorized", null, null, null, null);
            case Refused(var refusal) -> new AttemptRow("refused", null, refusal.detail(), refusal.httpStatus(), null);
            case Unknown(var reason) -> new AttemptRow("unknown", null, reason, null, null);
        };
    }

    static SubmissionEnded read(Row row) {
        return new SubmissionEnded(Values.integerOf(row, "attempt"), outcome(row), Values.time(row, "ended_at"));
    }

    private static SubmissionOutcome outcome(Row row) {
        var outcome = Values.text(row, "outcome");
        return switch (outcome) {
            case "accepted" -> new Accepted(new ProviderId(Values.text(row, "provider_id")));
            case "not_accepted" -> new NotAccepted(Values.text(row, "reason"), retryAfter(row));
            case "unauthorized" -> new Unauthorized();
            case "refused" ->
                new Refused(new Refusal(Values.integerOf(row, "http_status"), Values.text(row, "reason")));
            case "unknown" -> new Unknown(Values.text(row, "reason"));
            default -> throw new IllegalStateException("an attempt in the ledger has the outcome " + outcome);
        };
    }

    private static Optional<Duration> retryAfter(Row row) {
        return Values.numberIfAny(row, "retry_after_ms").map(Duration::ofMillis);
    }
}
