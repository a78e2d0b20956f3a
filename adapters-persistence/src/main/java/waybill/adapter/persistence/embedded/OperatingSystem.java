package waybill.adapter.persistence.embedded;

import com.sun.security.auth.module.UnixSystem;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What differs between operating systems in how PostgreSQL's programs are run. */
enum OperatingSystem {
    LINUX("Linux"),
    MACOS("Darwin"),
    WINDOWS("Windows");

    private static final String ROOT_REFUSED = """
            PostgreSQL refuses to run as root, and this system does not allow the way around it (unshare -U): \
            start Waybill as another user, or set WAYBILL_DATABASE_URL.""";

    private final String label;

    OperatingSystem(String label) {
        this.label = label;
    }

    static OperatingSystem current() {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return WINDOWS;
        }
        return name.startsWith("mac") ? MACOS : LINUX;
    }

    String label() {
        return label;
    }

    String program(String name) {
        return this == WINDOWS ? name + ".exe" : name;
    }

    /** What to put before a program so that it does not see root, which PostgreSQL's programs refuse. */
    List<String> withoutRoot() {
        if (this == WINDOWS || new UnixSystem().getUid() != 0) {
            return List.of();
        }
        if (this == LINUX && LinuxUtils.isUnshareAvailable()) {
            return List.of("unshare", "-U");
        }
        throw new EmbeddedPostgresException(ROOT_REFUSED);
    }

    /**
     * What to put before the server so that it gets a session of its own: Ctrl-C in a terminal goes to a whole process
     * group, and would stop the server before Waybill has finished with it.
     */
    List<String> inOwnSession() {
        return this == LINUX && isOnPath("setsid") ? List.of("setsid") : List.of();
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
