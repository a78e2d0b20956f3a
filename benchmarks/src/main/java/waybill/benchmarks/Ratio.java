package waybill.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** Callbacks over one-row commits, both at {@link QuickRun#CONNECTIONS}: what a goal is judged by. */
sealed interface Ratio {
    /** Says what there is to say of the goal, the ratio last; whether it is reached. */
    boolean judge(double goal, PrintStream out);

    static Ratio of(Measured callbacks, Measured commits, Anchor anchor) {
        return anchor.isJudge()
                ? new Known(callbacks.perSecond() / commits.perSecond())
                : new WithoutJudge(anchor.name());
    }

    record Known(double value) implements Ratio {
        @Override
        public boolean judge(double goal, PrintStream out) {
            if (value < goal) {
                out.printf(Locale.ROOT, "below the goal of %.2f%n", goal);
            }
            out.printf(Locale.ROOT, "ratio=%.2f%n", value);
            return value >= goal;
        }
    }

    /** There is nothing to say, and nothing that was missed. */
    record NotMeasured() implements Ratio {
        @Override
        public boolean judge(double goal, PrintStream out) {
            return true;
        }
    }

    /** @param anchor that stood in */
    record WithoutJudge(String anchor) implements Ratio {
        @Override
        public boolean judge(double goal, PrintStream out) {
            out.printf("the goal cannot be judged: pgbench is not installed, and '%s' is no measure for it%n", anchor);
            return false;
        }
    }
}
