package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading the form of a delivery report; here, because the adapter shows it to nobody else. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FormBenchmark {
    private final byte[] form = ("MessageUUID=a389f9f5-1d5c-4b0e-9a4b-2f3c1f1d0d6e&PartInfo=1+of+1&From=14155550100"
                    + "&To=15555550000&Status=delivered&Type=sms&Units=1&TotalRate=0.00350&TotalAmount=0.00350&MCC=310"
                    + "&MNC=260&ErrorCode=000&Sequence=3&MessageTime=2026-11-23+10%3A00%3A00.000001"
                    + "&DeliveryReportTime=2026-11-23+10%3A00%3A01.000001&PowerpackUUID=&requester_ip=192.0.2.7")
            .getBytes(US_ASCII);

    @Benchmark
    public Object of_a_delivery_report() throws Exception {
        return FormBody.read(form);
    }
}
