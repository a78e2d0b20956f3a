package waybill.adapter.persistence.embedded;

import java.util.List;
import java.util.stream.Stream;

/** How the server is set up. Given on the command line, these win over whatever the data directory's files say. */
final class ServerSettings {
    /** What a socket's address can hold on every system, less the name that PostgreSQL puts into the directory. */
    private static final int LONGEST_SOCKET_DIRECTORY = 103 - "/.s.PGSQL.65535".length();

    private static final List<String> FIXED = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_permissions=0700",
            "password_encryption=scram-sha-256",
            "max_connections=250",
            "shared_buffers=128MB",
            "timezone=UTC",
            // What was acknowledged is on disk.
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            // To the file we gave it, and of statements nothing at all: they hold phone numbers and texts, as do the
            // details of their errors. Who sent a statement is told of its error anyway.
            "logging_collector=off",
            "log_destination=stderr",
            "log_timezone=UTC",
            "lc_messages=C",
            "log_checkpoints=off",
            "log_min_messages=log",
            "log_min_error_statement=panic",
            "log_error_verbosity=terse",
            "log_min_duration_statement=-1",
            "log_parameter_max_length=0",
            "log_parameter_max_length_on_error=0",
            "log_statement=none");

    private ServerSettings() {}

    static List<String> arguments(Layout layout, int port) {
        var varying = Stream.of("port=" + port, "unix_socket_directories=" + socketDirectory(layout));
        return Stream.concat(
                        Stream.of("-D", layout.data().toString()),
                        Stream.concat(FIXED.stream(), varying).flatMap(setting -> Stream.of("-c", setting)))
                .toList();
    }

    /** None when the path is too long for a socket, or holds what separates several; Waybill itself uses none. */
    private static String socketDirectory(Layout layout) {
        var path = layout.sockets().toString();
        var fits = path.length() <= LONGEST_SOCKET_DIRECTORY
                && path.chars().allMatch(letter -> letter > ' ' && letter < 127 && letter != ',' && letter != '"');
        return fits && OperatingSystem.current() != OperatingSystem.WINDOWS ? path : "";
    }
}
