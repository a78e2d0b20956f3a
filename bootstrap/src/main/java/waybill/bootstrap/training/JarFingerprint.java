package waybill.bootstrap.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What a jar holds, in a line: the CRC-32 of its directory, which has the length and the CRC-32 of each entry. Kept beside a
 * cache, since the JVM does not hold a cache against the jar: JDK 25 looks at neither its time nor its length, and runs the
 * classes of the jar that the cache was made from.
 */
public final class JarFingerprint {
    /** The end of a jar without a comment: ZIP specification (PKWARE APPNOTE), 4.3.16. */
    private static final int END_LENGTH = 22;

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int DIRECTORY_LENGTH = 12;
    private static final int DIRECTORY_START = 16;

    private JarFingerprint() {}

    /** Whether the cache was made from this very jar; false also when nothing tells. */
    public static boolean fits(Path cache, Path jar) throws IOException {
        var kept = beside(cache);
        return Files.isRegularFile(kept)
                && Optional.of(Files.readString(kept).strip()).equals(of(jar));
    }

    static void keep(Path cache, Path jar) throws IOException {
        var fingerprint = of(jar);
        if (fingerprint.isPresent()) {
            Files.writeString(beside(cache), fingerprint.get() + "\n");
        }
    }

    static Path beside(Path cache) {
        return cache.resolveSibling(cache.getFileName() + ".jar-crc");
    }

    /** Empty when the file does not end as a jar of ours does. */
    static Optional<String> of(Path jar) throws IOException {
        try (var file = FileChannel.open(jar, StandardOpenOption.READ)) {
            if (file.size() < END_LENGTH) {
                return Optional.empty();
            }
            var end = read(file, file.size() - END_LENGTH, END_LENGTH);
            if (end.getInt(0) != END_SIGNATURE) {
                return Optional.empty();
            }
            var checksum = new CRC32();
            checksum.update(
                    read(file, Integer.toUnsignedLong(end.getInt(DIRECTORY_START)), end.getInt(DIRECTORY_LENGTH)));
            return Optional.of("%08x %d".formatted(checksum.getValue(), file.size()));
        }
    }

    private static ByteBuffer read(FileChannel file, long from, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            // Until it is all there.
        }
        return bytes.flip();
    }
}
