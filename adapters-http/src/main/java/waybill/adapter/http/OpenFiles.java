package waybill.adapter.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files and sockets this process may have open: Helidon ceases to listen for good when it cannot accept. */
final class OpenFiles {
    /** For the jar, connections to PostgreSQL and Plivo, logs, and what the JVM itself opens. */
    private static final int OTHERS = 200;

    private OpenFiles() {}

    /** How many connections there may be, at most so many. */
    static int connections(int most) {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? connections(most, system.getMaxFileDescriptorCount())
                : most;
    }

    static int connections(int most, long limit) {
        return limit < 0 ? most : Math.clamp(limit - OTHERS, 1, most);
    }
}
