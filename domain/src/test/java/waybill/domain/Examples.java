package waybill.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import waybill.domain.DeliveryState.Accepted;
import waybill.domain.DeliveryState.Delivered;
import waybill.domain.DeliveryState.Expired;
import waybill.domain.DeliveryState.Failed;
import waybill.domain.DeliveryState.Queued;
import waybill.domain.DeliveryState.Refused;
import waybill.domain.DeliveryState.Rejected;
import waybill.domain.DeliveryState.Sent;
import waybill.domain.DeliveryState.Submitted;
import waybill.domain.DeliveryState.Submitting;
import waybill.domain.DeliveryState.Unconfirmed;
import waybill.domain.DeliveryState.Undelivered;
import waybill.domain.Evidence.DeadlinePassed;
import waybill.domain.Evidence.Listed;
import waybill.domain.Evidence.Reported;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Evidence.SubmissionStarted;

/** Values for tests. */
final class Examples {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00.000001Z");
    static final ProviderId ID_A = new ProviderId("a0000000-0000-4000-8000-000000000000");
    static final ProviderId ID_B = new ProviderId("b0000000-0000-4000-8000-000000000000");
    static final ErrorCode SPAM = new ErrorCode("30");
    static final Refusal REFUSAL = new Refusal(400, "dst is invalid");
    static final Cost COST = new Cost(new BigDecimal("0.00350"), "USD", 1);
    static final Network NETWORK = new Network("310", "260");
    static final PhoneNumber RECIPIENT = new PhoneNumber("+15555550000");
    static final PhoneNumber SENDER = new PhoneNumber("+14155550100");

    private Examples() {}

    static Message message() {
        return messageFrom(SENDER);
    }

    static Message messageFrom(Sender from) {
        return Message.accepted(
                MessageId.of(NOW, 1, 1),
                from,
                RECIPIENT,
                new MessageText("Your code is 4711"),
                Optional.of(new ClientReference("order 4711")),
                Duration.ofHours(3));
    }

    /** What the application does with each piece of evidence as it comes: the history is read only where it matters. */
    static Transition arrive(Message message, List<Evidence> history, Evidence evidence) {
        return message.needsHistoryFor(evidence) ? message.on(evidence, history) : message.on(evidence);
    }

    static Instant after(long seconds) {
        return NOW.plusSeconds(seconds);
    }

    static Fingerprint fingerprint(int number) {
        return new Fingerprint("%064x".formatted(number));
    }

    static Stamp stamp(ProviderId id, int number, Optional<Integer> sequence) {
        return new Stamp(id, fingerprint(number), sequence, Optional.of(COST), Optional.of(NETWORK), after(number));
    }

    static Stamp stamp(ProviderId id, int number) {
        return stamp(id, number, Optional.of(number));
    }

    /** A report whose fingerprint, place in the sequence and time of arrival all follow {@code number}. */
    static DeliveryReport report(ProviderId id, ReportedStatus status, int number) {
        return report(id, Optional.empty(), status, ErrorCode.NONE, number);
    }

    static DeliveryReport report(
            ProviderId id, Optional<ProviderId> parentId, ReportedStatus status, ErrorCode code, int number) {
        return new DeliveryReport(
                fingerprint(number),
                id,
                parentId,
                status,
                status.name(),
                Optional.of(number),
                code,
                Optional.of(COST),
                Optional.of(NETWORK),
                ProviderTimes.NONE,
                SENDER.digits(),
                RECIPIENT.digits(),
                "",
                after(number));
    }

    static DeliveryReport reportOf(String from, String to, String powerpackId) {
        return new DeliveryReport(
                fingerprint(1),
                ID_A,
                Optional.empty(),
                ReportedStatus.SENT,
                "sent",
                Optional.empty(),
                ErrorCode.NONE,
                Optional.empty(),
                Optional.empty(),
                ProviderTimes.NONE,
                from,
                to,
                powerpackId,
                NOW);
    }

    static Evidence reported(ProviderId id, ReportedStatus status, int number) {
        return new Reported(report(id, status, number));
    }

    static Evidence reported(ProviderId id, ReportedStatus status, ErrorCode code, int number) {
        return new Reported(report(id, Optional.empty(), status, code, number));
    }

    static Evidence partReported(ProviderId whole, ReportedStatus status, int number) {
        var part = new ProviderId("part %d of %s".formatted(number, whole));
        return new Reported(report(part, Optional.of(whole), status, ErrorCode.NONE, number));
    }

    static Evidence started(int attempt, long seconds) {
        return new SubmissionStarted(attempt, after(seconds));
    }

    static Evidence ended(SubmissionOutcome outcome, long seconds) {
        return new SubmissionEnded(1, outcome, after(seconds));
    }

    static Evidence submitted(ProviderId id, long seconds) {
        return ended(new SubmissionOutcome.Accepted(id), seconds);
    }

    static Evidence notAccepted(long seconds) {
        return ended(new SubmissionOutcome.NotAccepted("HTTP 429", Optional.empty()), seconds);
    }

    static Evidence unauthorized(long seconds) {
        return ended(new SubmissionOutcome.Unauthorized(), seconds);
    }

    static Evidence unknown(long seconds) {
        return ended(new SubmissionOutcome.Unknown("read timed out"), seconds);
    }

    /** A listing that began and ended at the same moment. */
    static Listed listed(int attempt, Listed.Finding finding, long seconds) {
        return new Listed(attempt, finding, new Span(NOW, after(60)), 7, after(seconds), after(seconds));
    }

    static Evidence refused(long seconds) {
        return ended(new SubmissionOutcome.Refused(REFUSAL), seconds);
    }

    static Evidence deadlinePassed(long seconds) {
        return new DeadlinePassed(after(seconds));
    }

    /** One state of each kind, lowest rank first. */
    static List<DeliveryState> states() {
        return List.of(
                new Accepted(NOW),
                new Submitting(after(1)),
                new Unconfirmed(after(2)),
                new Submitted(ID_A, after(3)),
                new Queued(stamp(ID_A, 4)),
                new Sent(stamp(ID_A, 5)),
                new Delivered(stamp(ID_A, 6)),
                new Undelivered(stamp(ID_A, 7), SPAM),
                new Failed(stamp(ID_A, 8), SPAM),
                new Rejected(stamp(ID_A, 9), SPAM),
                new Refused(REFUSAL, after(10)),
                new Expired(after(11)));
    }

    /** For each of {@link #states()} but the first, in the same order, the evidence that leads there. */
    static List<Evidence> evidenceForStates() {
        return List.of(
                started(1, 1),
                unknown(2),
                submitted(ID_A, 3),
                reported(ID_A, ReportedStatus.QUEUED, 4),
                reported(ID_A, ReportedStatus.SENT, 5),
                reported(ID_A, ReportedStatus.DELIVERED, 6),
                reported(ID_A, ReportedStatus.UNDELIVERED, SPAM, 7),
                reported(ID_A, ReportedStatus.FAILED, SPAM, 8),
                reported(ID_A, ReportedStatus.REJECTED, SPAM, 9),
                refused(10),
                deadlinePassed(11));
    }

    /** Evidence that speaks for no state: it is kept and changes nothing. */
    static List<Evidence> silentEvidence() {
        return List.of(
                notAccepted(12),
                unauthorized(13),
                listed(1, Listed.Finding.ABSENT, 18),
                reported(ID_A, ReportedStatus.UNKNOWN, 14),
                reported(ID_B, ReportedStatus.UNKNOWN, 15),
                partReported(ID_A, ReportedStatus.DELIVERED, 16),
                partReported(ID_B, ReportedStatus.FAILED, 17));
    }

    /** Evidence of every kind, of two provider ids; one end is reported twice in other words. */
    static List<Evidence> everyEvidence() {
        var more = Stream.of(
                submitted(ID_B, 20),
                reported(ID_B, ReportedStatus.QUEUED, 21),
                reported(ID_B, ReportedStatus.SENT, 22),
                reported(ID_B, ReportedStatus.DELIVERED, 23),
                reported(ID_B, ReportedStatus.UNDELIVERED, SPAM, 24),
                reported(ID_A, ReportedStatus.DELIVERED, 25));
        return Stream.of(evidenceForStates().stream(), silentEvidence().stream(), more)
                .flatMap(evidence -> evidence)
                .toList();
    }
}
