package waybill.adapter.persistence.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The PostgreSQL of a Waybill that was killed: it lives on, or has left a pid that is another process's by now. */
final class Predecessor {
    private static final System.Logger LOG = System.getLogger(Predecessor.class.getName());

    private Predecessor() {}

    /** To be called by the holder of the directory's lock alone: then no server can be in the middle of starting. */
    static void stop(Path dataDirectory, Binaries binaries) throws IOException {
        var file = new PostmasterFile(dataDirectory);
        if (!file.exists()) {
            return;
        }
        var pid = file.pid();
        if (pid.isPresent() && isServerOf(pid.getAsLong(), dataDirectory)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Stopping the PostgreSQL that an earlier Waybill left running (pid {0,number,#})",
                    pid.getAsLong());
            new Shutdown(binaries, pid.getAsLong(), () -> isServerOf(pid.getAsLong(), dataDirectory)).run();
        } else if (pid.isEmpty() || ProcessHandle.of(pid.getAsLong()).isPresent()) {
            // PostgreSQL would refuse to start for an innocent process that got the pid, or for an empty file.
            file.delete();
        }
    }

    private static boolean isServerOf(long pid, Path dataDirectory) {
        return OperatingSystem.current() == OperatingSystem.LINUX
                ? isServerByProc(Path.of("/proc", Long.toString(pid)), dataDirectory)
                : isServerByCommand(pid, dataDirectory);
    }

    /** PostgreSQL's working directory is its data directory, whatever path it was started with. */
    private static boolean isServerByProc(Path process, Path dataDirectory) {
        try {
            var command =
                    List.of(Files.readString(process.resolve("cmdline"), UTF_8).split("\0"));
            return isPostgres(command.getFirst()) && Files.isSameFile(process.resolve("cwd"), dataDirectory);
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isServerByCommand(long pid, Path dataDirectory) {
        return ProcessHandle.of(pid)
                .filter(handle ->
                        handle.info().command().filter(Predecessor::isPostgres).isPresent())
                .filter(handle -> handle.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains(dataDirectory.toString()))
                        .orElse(true))
                .isPresent();
    }

    private static boolean isPostgres(String command) {
        var name = Path.of(command).getFileName();
        return name != null && name.toString().equals(OperatingSystem.current().program("postgres"));
    }
}
