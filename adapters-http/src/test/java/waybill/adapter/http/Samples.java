package waybill.adapter.http;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import waybill.application.port.in.SendMessage.Command;
import waybill.application.port.out.OrphanReport;
import waybill.application.port.out.RawBody;
import waybill.application.port.out.Timeline;
import waybill.application.port.out.Timeline.AttemptEntry;
import waybill.application.port.out.Timeline.EventEntry;
import waybill.application.port.out.Timeline.ListingEntry;
import waybill.application.port.out.Timeline.LookupEntry;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.domain.ClientReference;
import waybill.domain.Cost;
import waybill.domain.DeliveryReport;
import waybill.domain.DeliveryState;
import waybill.domain.ErrorCode;
import waybill.domain.Evidence.Listed;
import waybill.domain.Fingerprint;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.MessageText;
import waybill.domain.Network;
import waybill.domain.PhoneNumber;
import waybill.domain.ProviderId;
import waybill.domain.ProviderTimes;
import waybill.domain.Refusal;
import waybill.domain.ReportedStatus;
import waybill.domain.Sender;
import waybill.domain.Span;
import waybill.domain.Stamp;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;
import waybill.domain.Verdict;

/** Things to serve. */
final class Samples {
    static final MessageId ID = new MessageId(UUID.fromString("01935a3b-0000-7000-8000-000000000001"));
    static final String BODY = "{\"from\":\"+14155550100\",\"to\":\"+15555550050\",\"text\":\"Your code is 4711\"}";
    static final ProviderId PROVIDER_ID = new ProviderId("a389ba46-0000-0000-0000-000000000000");
    static final Fingerprint FINGERPRINT = Fingerprint.of(Sha256.of(new byte[0]));
    private static final Instant NOW = TestApi.NOW;

    private Samples() {}

    static Message accepted(Command command) {
        return new Message(
                ID,
                command.from(),
                command.to(),
                command.text(),
                command.clientReference(),
                NOW,
                NOW.plus(command.expiresIn().orElse(Duration.ofHours(3))),
                new DeliveryState.Accepted(NOW),
                0,
                Optional.empty());
    }

    static Message in(DeliveryState state) {
        return new Message(
                ID,
                Sender.parse("+14155550100"),
                new PhoneNumber("+15555550050"),
                new MessageText("Your code is 4711"),
                Optional.of(new ClientReference("order 7")),
                NOW,
                NOW.plusSeconds(60),
                state,
                0,
                Optional.empty());
    }

    static Message undelivered() {
        return in(new DeliveryState.Undelivered(stamp(), ErrorCode.parse("50")));
    }

    static Message refused() {
        return in(new DeliveryState.Refused(new Refusal(400, "src is missing"), NOW));
    }

    static Stamp stamp() {
        return new Stamp(
                PROVIDER_ID,
                FINGERPRINT,
                Optional.of(3),
                Optional.of(cost()),
                Optional.of(new Network("310", "410")),
                NOW.plusSeconds(2));
    }

    static Cost cost() {
        return new Cost(new BigDecimal("0.00350"), "USD", 1);
    }

    static Timeline timeline() {
        return new Timeline(
                undelivered(),
                List.of(
                        new EventEntry(NOW, Status.ACCEPTED, 1),
                        new AttemptEntry(
                                NOW,
                                1,
                                new SubmissionOutcome.NotAccepted("HTTP 429", Optional.of(Duration.ofSeconds(7)))),
                        new AttemptEntry(NOW, 2, new SubmissionOutcome.Unknown("the answer did not come in time")),
                        new AttemptEntry(NOW, 3, new SubmissionOutcome.Unauthorized()),
                        new AttemptEntry(NOW, 4, new SubmissionOutcome.Refused(new Refusal(400, "bad src"))),
                        new AttemptEntry(NOW, 5, new SubmissionOutcome.Accepted(PROVIDER_ID)),
                        report(Optional.of(
                                new RawBody("Status=undelivered\u00e9".getBytes(StandardCharsets.ISO_8859_1)))),
                        report(Optional.empty()),
                        lookup(),
                        new ListingEntry(new Listed(
                                2, Listed.Finding.ABSENT, new Span(NOW, NOW.plusSeconds(60)), 41, NOW, NOW))));
    }

    static LookupEntry lookup() {
        var raw = new RawBody("{\"message_state\":\"undelivered\"}".getBytes(StandardCharsets.UTF_8));
        return new LookupEntry(
                report(Optional.empty()).report(), Verdict.STALE, 2, NOW.plusSeconds(1), Optional.of(raw));
    }

    static ReportEntry report(Optional<RawBody> raw) {
        var report = new DeliveryReport(
                FINGERPRINT,
                PROVIDER_ID,
                Optional.empty(),
                ReportedStatus.UNDELIVERED,
                "undelivered",
                Optional.of(3),
                ErrorCode.parse("050"),
                Optional.of(cost()),
                Optional.of(new Network("310", "410")),
                new ProviderTimes(Optional.of(NOW), Optional.empty(), Optional.of(NOW), Optional.of(NOW)),
                "14155550100",
                "15555550050",
                "",
                NOW);
        return new ReportEntry(report, Verdict.APPLIED, 2, NOW.plusSeconds(1), "V3", raw, 1);
    }

    static OrphanReport orphan() {
        return new OrphanReport(ID.value(), "a389", "delivered", "ACME", "15555550050", NOW, 2, false);
    }

    static OrphanReport unusableOrphan() {
        return new OrphanReport(ID.value(), "", "", "", "", NOW, 1, true);
    }
}
