package waybill.adapter.persistence.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** PostgreSQL's programs, unpacked, and how to run them. */
final class Binaries {
    private static final System.Logger LOG = System.getLogger(Binaries.class.getName());

    /** A file lock is the whole process's, so threads take turns at this one first. */
    private static final Lock ONE_THREAD_UNPACKS = new ReentrantLock();

    /** All that PostgreSQL needs of our environment; it is not to know the keys and tokens in the rest. */
    private static final Set<String> INHERITED_VARIABLES = Set.of("PATH", "SystemRoot", "TEMP", "TMPDIR");

    private final Path home;

    private Binaries(Path home) {
        this.home = home;
    }

    /** Unpacks them unless somebody has: whoever comes second waits, and what was left half-way is done again. */
    static Binaries unpackedBelow(Path directory) throws IOException {
        PrivateFiles.createDirectories(directory);
        var archive = BinariesArchive.ofThisMachine();
        var home = directory.toRealPath().resolve(archive.name());
        if (!Files.exists(home)) {
            ONE_THREAD_UNPACKS.lock();
            try (var channel = FileChannel.open(directory.resolve("lock"), CREATE, WRITE);
                    var _ = channel.lock()) {
                if (!Files.exists(home)) {
                    unpack(archive, home);
                }
            } finally {
                ONE_THREAD_UNPACKS.unlock();
            }
        }
        return new Binaries(home);
    }

    /** The server itself, in a session of its own; its process is PostgreSQL's, as what is put before it executes it. */
    ProcessBuilder server(List<String> arguments) {
        var command = new ArrayList<>(OperatingSystem.current().inOwnSession());
        command.addAll(command("postgres", arguments));
        return withLittleEnvironment(command);
    }

    ProcessBuilder program(String name, List<String> arguments) {
        return withLittleEnvironment(command(name, arguments));
    }

    private List<String> command(String program, List<String> arguments) {
        var system = OperatingSystem.current();
        var command = new ArrayList<>(system.withoutRoot());
        command.add(home.resolve("bin").resolve(system.program(program)).toString());
        command.addAll(arguments);
        return command;
    }

    private static ProcessBuilder withLittleEnvironment(List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(INHERITED_VARIABLES);
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static void unpack(BinariesArchive archive, Path home) throws IOException {
        LOG.log(System.Logger.Level.INFO, "Unpacking PostgreSQL to {0}", home);
        var draft = home.resolveSibling(home.getFileName() + ".new");
        PrivateFiles.deleteRecursively(draft);
        archive.unpackTo(draft);
        PrivateFiles.rename(draft, home);
    }
}
