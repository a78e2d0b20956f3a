package waybill.adapter.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Notes faults of ours in the log under a reference that the caller is told. Only where and of what type: the text of an
 * exception may hold numbers and texts of messages.
 */
final class Incidents {
    private static final Logger LOG = System.getLogger(Incidents.class.getName());
    private static final int REFERENCE_BYTES = 4;
    private static final int MAX_CAUSES = 5;

    private final SecureRandom random = new SecureRandom();

    Problem report(Throwable fault, String method, String template, ProblemCode code) {
        var reference = reference();
        LOG.log(Level.ERROR, "incident {0}: {1} {2} failed: {3}", reference, method, template, trail(fault));
        var problem = Problem.of(code, "an internal error; its reference in the log is %s".formatted(reference));
        return code.status() == ProblemCode.UNAVAILABLE.status() ? problem.retryLater() : problem;
    }

    private String reference() {
        var bytes = new byte[REFERENCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String trail(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .map(cause -> cause.getClass().getName() + place(cause))
                .collect(Collectors.joining(", caused by "));
    }

    private static String place(Throwable fault) {
        return Stream.of(fault.getStackTrace())
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }
}
