package waybill.application.port.out;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import waybill.application.port.out.MessageStore.NewMessage;
import waybill.application.port.out.ReceivedReport.Content;
import waybill.domain.ClientReference;
import waybill.domain.Cost;
import waybill.domain.DeliveryReport;
import waybill.domain.ErrorCode;
import waybill.domain.Fingerprint;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.MessageText;
import waybill.domain.Network;
import waybill.domain.PhoneNumber;
import waybill.domain.ProviderId;
import waybill.domain.ProviderTimes;
import waybill.domain.ReportedStatus;
import waybill.domain.Sender;

/** Values for tests. */
public final class Examples {
    public static final Instant NOW = Instant.parse("2026-11-23T10:00:00.000001Z");
    public static final PhoneNumber RECIPIENT = new PhoneNumber("+15555550000");
    public static final Sender SENDER = new PhoneNumber("+14155550100");

    private static final AtomicLong COUNTER = new AtomicLong();

    private Examples() {}

    /** A message accepted now by the real clock, since stores judge deadlines by theirs. */
    public static Message message() {
        return message(Instant.now().truncatedTo(ChronoUnit.MICROS), 3600);
    }

    public static Message message(Instant acceptedAt, long secondsToDeadline) {
        return message(RECIPIENT, acceptedAt, secondsToDeadline);
    }

    public static Message message(PhoneNumber to, Instant acceptedAt, long secondsToDeadline) {
        return Message.accepted(
                nextId(acceptedAt),
                SENDER,
                to,
                new MessageText("Your code is 4711 €"),
                Optional.of(new ClientReference("order 4711")),
                Duration.ofSeconds(secondsToDeadline));
    }

    public static MessageId nextId(Instant at) {
        long number = COUNTER.incrementAndGet();
        return MessageId.of(at, number >>> 40, number);
    }

    public static NewMessage withoutKey(Message message) {
        return new NewMessage(message, Optional.empty());
    }

    public static NewMessage withKey(Message message, String key, String payload) {
        return new NewMessage(
                message, Optional.of(new Idempotency(fingerprint("some API key"), key, fingerprint(payload))));
    }

    public static ProviderId providerId() {
        return new ProviderId("0a5b4ed0-0000-4000-8000-%012x".formatted(COUNTER.incrementAndGet()));
    }

    public static DeliveryReport report(ProviderId id, ReportedStatus status) {
        return report(id, status, ErrorCode.NONE);
    }

    public static DeliveryReport report(ProviderId id, ReportedStatus status, ErrorCode errorCode) {
        var times =
                new ProviderTimes(Optional.of(NOW), Optional.of(NOW.plusMillis(1)), Optional.empty(), Optional.empty());
        return new DeliveryReport(
                fingerprint(id + " " + status + " " + errorCode),
                id,
                Optional.empty(),
                status,
                status.name(),
                Optional.of(sequence(status)),
                errorCode,
                Optional.of(new Cost(new BigDecimal("0.00350"), "USD", 1)),
                Optional.of(new Network("310", "260")),
                times,
                "14155550100",
                "15555550000",
                "",
                NOW);
    }

    /** The report as if it spoke of a part of that message only. */
    public static DeliveryReport partOf(ProviderId whole, DeliveryReport report) {
        return new DeliveryReport(
                report.fingerprint(),
                report.providerId(),
                Optional.of(whole),
                report.status(),
                report.statusText(),
                report.sequence(),
                report.errorCode(),
                report.cost(),
                report.network(),
                report.times(),
                report.from(),
                report.to(),
                report.powerpackId(),
                report.receivedAt());
    }

    private static int sequence(ReportedStatus status) {
        return switch (status) {
            case QUEUED -> 1;
            case SENT -> 2;
            case DELIVERED, UNDELIVERED, FAILED, REJECTED -> 3;
            case UNKNOWN -> 4;
        };
    }

    /** The report as it came to the URL of a message. */
    public static ReceivedReport toOwnUrl(MessageId id, DeliveryReport report) {
        return received(Optional.of(id.toString()), new Content.Usable(report), report.fingerprint());
    }

    /** The report as it came to the URL that all messages share. */
    public static ReceivedReport toSharedUrl(DeliveryReport report) {
        return received(Optional.empty(), new Content.Usable(report), report.fingerprint());
    }

    public static ReceivedReport unusable(String text) {
        return received(Optional.empty(), new Content.Unusable("", text, "", ""), fingerprint(text));
    }

    /** As {@code received}, with a signature that does not cover the body. */
    public static ReceivedReport mustAgree(ReceivedReport received) {
        return new ReceivedReport(
                received.ownId(),
                received.fingerprint(),
                received.content(),
                "V2",
                true,
                received.raw(),
                received.receivedAt());
    }

    public static Fingerprint fingerprint(String text) {
        try {
            return Fingerprint.of(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ReceivedReport received(Optional<String> ownId, Content content, Fingerprint fingerprint) {
        var raw = new RawBody("Status=%00&To=1".getBytes(StandardCharsets.US_ASCII));
        return new ReceivedReport(ownId, fingerprint, content, "V3", false, raw, NOW);
    }
}
