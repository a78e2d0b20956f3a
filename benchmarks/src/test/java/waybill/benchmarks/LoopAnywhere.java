package waybill.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The full loop as {@code bench --loop} runs it, but also where a test's directory is in memory. */
final class LoopAnywhere {
    private LoopAnywhere() {}

    public static void main(String[] arguments) throws InterruptedException {
        var product = new Product(Path.of(arguments[0]), List.of(), Optional.empty());
        try (var stage = Stage.open()) {
            new LoopRun(Options.parse(List.of("--loop")), product, System.out).run(stage);
        }
    }
}
