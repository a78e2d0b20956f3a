package waybill.adapter.persistence.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The PostgreSQL of a Waybill that was killed: it lives on, or has left a pid that is another process's by now. */
final class Predecessor {
    private static final System.Logger LOG = System.getLogger(Predecessor.class.getName());

    private Predecessor() {}

    /** To be called by the holder of the directory's lock alone: then nobody else is starting a server. */
    static void stop(Path dataDirectory, Binaries binaries) throws IOException {
        var file = new PostmasterFile(dataDirectory);
        if (!file.exists()) {
            return;
        }
        var found = file.pid();
        if (found.isEmpty()) {
            // PostgreSQL would not start: it takes an empty file for a server that is about to fill it.
            file.delete();
            return;
        }
        var pid = found.getAsLong();
        if (isServerOf(pid, dataDirectory)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Stopping the PostgreSQL that an earlier Waybill left running (pid {0,number,#})",
                    pid);
            new Shutdown(binaries, pid, () -> isServerOf(pid, dataDirectory), Shutdown.PATIENCE).run();
        } else if (ProcessHandle.of(pid).isPresent()) {
            // PostgreSQL would not start for an innocent process that was given the pid since.
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
            var commandLine = Files.readString(process.resolve("cmdline"), ISO_8859_1);
            var program = commandLine.substring(0, Math.max(0, commandLine.indexOf('\0')));
            return isPostgres(program) && Files.isSameFile(process.resolve("cwd"), dataDirectory);
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isServerByCommand(long pid, Path dataDirectory) {
        return ProcessHandle.of(pid)
                .map(ProcessHandle::info)
                .filter(info -> info.command().filter(Predecessor::isPostgres).isPresent())
                .filter(info -> info.arguments()
                        .map(arguments -> List.of(arguments).contains(dataDirectory.toString()))
                        .orElse(true))
                .isPresent();
    }

    private static boolean isPostgres(String command) {
        return command.endsWith(File.separator + OperatingSystem.current().program("postgres"));
    }
}
