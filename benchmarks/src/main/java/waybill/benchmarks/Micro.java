package waybill.benchmarks;

import java.io.IOException;

/** The benchmarks of single steps, by JMH. */
final class Micro {
    private Micro() {}

    static void run() throws IOException {
        org.openjdk.jmh.Main.main(new String[] {
            "waybill.*Benchmark", "-f", "1", "-wi", "3", "-i", "5", "-w", "1", "-r", "1", "-prof", "gc"
        });
    }
}
