package waybill.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import waybill.application.port.out.CallbackAuthenticator;
import waybill.application.port.out.CallbackAuthenticator.Authentication;
import waybill.application.port.out.CallbackAuthenticator.CallbackRequest;

/** What a callback costs before the database: form, signature, fingerprint, decoding. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SignatureBenchmark {
    private final CallbackAuthenticator authenticator = PeerServer.authenticator();
    private final CallbackRequest callback = PreparedCallback.read(
            CallbackRequests.of(new Corpus(0, 1, 1), 0, Step.DELIVERED, new Signer(Account.TOKEN)));

    @Benchmark
    public Authentication a_delivery_report_under_v3() {
        return authenticator.authenticate(callback);
    }
}
