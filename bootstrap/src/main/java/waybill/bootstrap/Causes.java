package waybill.bootstrap;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What led to a failure, on one line: the classes and where each was thrown. The texts of exceptions stay out, since
 * those of libraries may quote data; our own say in their log line what matters.
 */
final class Causes {
    private static final int MAX_DEPTH = 8;

    private Causes() {}

    static String of(@Nullable Throwable failure) {
        var causes = new ArrayList<String>();
        for (var cause = failure; cause != null && causes.size() < MAX_DEPTH; cause = cause.getCause()) {
            var trace = cause.getStackTrace();
            causes.add(cause.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]));
        }
        return String.join(" < ", causes);
    }
}
