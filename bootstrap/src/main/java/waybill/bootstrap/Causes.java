package waybill.bootstrap;

import java.sql.SQLException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What led to a failure, on one line: the classes, where each was thrown, and the SQLSTATE of a database's. The texts of
 * exceptions stay out, since those of libraries may quote data; our own say in their log line what matters.
 */
final class Causes {
    private static final int MAX_DEPTH = 8;

    private Causes() {}

    static String of(@Nullable Throwable failure) {
        var causes = new ArrayList<String>();
        for (var cause = failure; cause != null && causes.size() < MAX_DEPTH; cause = cause.getCause()) {
            var trace = cause.getStackTrace();
            var state = cause instanceof SQLException sql ? ", SQLSTATE " + sql.getSQLState() : "";
            causes.add(cause.getClass().getName() + state + (trace.length == 0 ? "" : " at " + trace[0]));
        }
        return String.join(" < ", causes);
    }
}
