package waybill.application.simulation;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/** What happened, in order. The same seed leaves the same trace, byte by byte. */
final class Trace {
    private static final double NANOS_PER_SECOND = 1e9;

    private final List<Step> steps = new ArrayList<>();

    private record Step(long nanos, String who, String what) {
        @Override
        public String toString() {
            return "%12.6f  %-24s  %s".formatted(nanos / NANOS_PER_SECOND, who, what);
        }
    }

    void add(long nanos, String who, String what) {
        steps.add(new Step(nanos, who, what));
    }

    int size() {
        return steps.size();
    }

    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(joining("\n"));
    }
}
