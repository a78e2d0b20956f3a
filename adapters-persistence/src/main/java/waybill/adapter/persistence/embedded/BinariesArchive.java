package waybill.adapter.persistence.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this machine, as they come on the class path: a tar file compressed by xz. */
final class BinariesArchive {
    private static final int OWNER_EXECUTES = 0100;
    private static final int DIGEST_LETTERS = 16;

    private final byte[] content;

    private BinariesArchive(byte[] content) {
        this.content = content;
    }

    static BinariesArchive ofThisMachine() throws IOException {
        var system = OperatingSystem.current();
        var architecture = System.getProperty("os.arch");
        try (var stream = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system.label(), architecture)) {
            return new BinariesArchive(stream.readAllBytes());
        } catch (IllegalStateException e) {
            throw new EmbeddedPostgresException(
                    "This build of Waybill brings no PostgreSQL for %s %s: build it on this kind of machine, or set WAYBILL_DATABASE_URL."
                            .formatted(system.label(), architecture),
                    e);
        }
    }

    /** Another name for every other content, so that programs of two versions never mix. */
    String name() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_LETTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK knows SHA-256", e);
        }
    }

    /**
     * The library's own unpacking is private to it and takes a file cut short for whole (it skips what exists, and
     * writes on after a failed write), so this is ours. The directory is new and everything in it is on disk at return.
     */
    void unpackTo(Path directory) throws IOException {
        PrivateFiles.createDirectories(directory);
        try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(content)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IOException("the archive holds %s, which lies outside of it".formatted(entry.getName()));
                }
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            write(tar.readAllBytes(), target);
            if ((entry.getMode() & OWNER_EXECUTES) != 0 && !target.toFile().setExecutable(true)) {
                throw new IOException("could not make %s executable".formatted(target));
            }
        } else {
            throw new IOException("the archive holds %s, which is neither file nor link".formatted(entry.getName()));
        }
    }

    private static void write(byte[] content, Path target) throws IOException {
        try (var channel = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
