package waybill.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import waybill.domain.Segments;

/** Counting the segments of a text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SegmentsBenchmark {
    private static final int LONG = 20;

    /** The last one leaves GSM-7 with its last letter. */
    @Param({"Your code is 4711. ", "Ihr Code: 4711 für heute. ", "Your code is 4711 ☂ "})
    private String text = "";

    @Benchmark
    public Segments of_a_short_text() {
        return Segments.of(text);
    }

    @Benchmark
    public Segments of_a_long_text() {
        return Segments.of(text.repeat(LONG));
    }
}
