package waybill.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import waybill.domain.Cost;
import waybill.domain.DeliveryReport;
import waybill.domain.ErrorCode;
import waybill.domain.Evidence;
import waybill.domain.Fingerprint;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.MessageText;
import waybill.domain.PhoneNumber;
import waybill.domain.ProviderId;
import waybill.domain.ProviderTimes;
import waybill.domain.ReportedStatus;
import waybill.domain.Sender;

/** Three reports folded into a message. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FoldBenchmark {
    private static final Instant NOW = Instant.EPOCH;

    private final Message accepted = Message.accepted(
            MessageId.of(NOW, 0, 0),
            Sender.parse("+14155550100"),
            new PhoneNumber("+15555550000"),
            new MessageText("Your code is 4711"),
            Optional.empty(),
            Duration.ZERO);
    private final List<Evidence> reports = Stream.of(
                    ReportedStatus.QUEUED, ReportedStatus.SENT, ReportedStatus.DELIVERED)
            .<Evidence>map(status -> new Evidence.Reported(report(status)))
            .toList();

    @Benchmark
    public Message three_reports() {
        var message = accepted;
        for (var report : reports) {
            message = message.on(report).after();
        }
        return message;
    }

    private static DeliveryReport report(ReportedStatus status) {
        return new DeliveryReport(
                Fingerprint.of(new byte[32]),
                new ProviderId("a389f9f5-1d5c-4b0e-9a4b-2f3c1f1d0d6e"),
                Optional.empty(),
                status,
                "text",
                Optional.of(1),
                ErrorCode.NONE,
                Optional.<Cost>empty(),
                Optional.empty(),
                ProviderTimes.NONE,
                "14155550100",
                "15555550000",
                "",
                NOW);
    }
}
