package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.Stored;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.RetryPolicy;
import waybill.domain.SubmissionOutcome;

/**
 * When a message is submitted again once an attempt of it has ended: only whoever holds the lease decides that.
 *
 * @param random draws at least 0 and below 1
 */
public record SubmissionSchedule(RetryPolicy retries, DoubleSupplier random) {
    public SubmissionSchedule {
        requireNonNull(retries, "retries");
        requireNonNull(random, "random");
    }

    Schedule after(SubmissionEnded ended, Stored before, Message after) {
        if (!before.holdsLease(ended.attempt())) {
            // However late it is known: what is past submission is not due any more. Whose lease it is, is left to its
            // holder.
            return before.due() && after.isPastSubmission() ? new Schedule.Done() : new Schedule.Unchanged();
        }
        if (after.isPastSubmission()) {
            return new Schedule.Done();
        }
        return switch (ended.outcome()) {
            case SubmissionOutcome.NotAccepted(var _, var retryAfter) ->
                new Schedule.DueAfter(longer(retries.delayAfter(ended.attempt(), random.getAsDouble()), retryAfter));
            case SubmissionOutcome.Unauthorized() -> new Schedule.DueAfter(Duration.ZERO);
            case SubmissionOutcome.Accepted _ -> new Schedule.Done();
            case SubmissionOutcome.Refused _ -> new Schedule.Done();
            case SubmissionOutcome.Unknown _ -> new Schedule.Done();
        };
    }

    private static Duration longer(Duration delay, Optional<Duration> asked) {
        return asked.filter(duration -> duration.compareTo(delay) > 0).orElse(delay);
    }
}
