package waybill.adapter.persistence.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One Waybill at a time in a directory. The operating system keeps the lock, so it goes when the process goes. */
final class DirectoryLock implements AutoCloseable {
    /**
     * Closing any channel of a file drops every lock this process has on it, so a second start in the same process
     * must be refused before it opens the file.
     */
    private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    /** Beyond the pid, which others read: where locks are mandatory, a locked byte cannot be read. */
    private static final long LOCKED_BYTE = 1L << 40;

    private static final int LONGEST_PID = 20;

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static DirectoryLock acquire(Layout layout) throws IOException {
        var directory = layout.root();
        if (!HELD_BY_THIS_PROCESS.add(directory)) {
            throw refusal(directory, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new DirectoryLock(directory, lockedChannel(layout));
        } catch (IOException | RuntimeException e) {
            HELD_BY_THIS_PROCESS.remove(directory);
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EmbeddedPostgresException("Could not give up the lock on %s.".formatted(directory), e);
        } finally {
            HELD_BY_THIS_PROCESS.remove(directory);
        }
    }

    private static FileChannel lockedChannel(Layout layout) throws IOException {
        var channel = FileChannel.open(layout.lock(), CREATE, READ, WRITE);
        try {
            if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                throw refusal(layout.root(), holder(channel));
            }
            channel.truncate(0);
            channel.write(US_ASCII.encode(Long.toString(ProcessHandle.current().pid())), 0);
            return channel;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw refusal(layout.root(), Long.toString(ProcessHandle.current().pid()));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        var content = ByteBuffer.allocate(LONGEST_PID);
        channel.read(content, 0);
        return US_ASCII.decode(content.flip()).toString();
    }

    private static EmbeddedPostgresException refusal(Path directory, String pid) {
        return new EmbeddedPostgresException(
                "%s is in use by another Waybill%s: stop it, or set WAYBILL_DATA to another directory."
                        .formatted(directory, pid.isBlank() ? "" : " (pid %s)".formatted(pid)));
    }
}
