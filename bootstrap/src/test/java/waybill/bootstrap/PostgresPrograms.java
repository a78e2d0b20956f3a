package waybill.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** PostgreSQL's programs, unpacked once for many tests: the first Waybill that needs them does it where the link leads. */
public final class PostgresPrograms {
    private static final Path SHARED = Path.of("target", "postgres-binaries").toAbsolutePath();

    private PostgresPrograms() {}

    /** To be called before a Waybill starts with its data there. */
    public static void shareIn(Path data) {
        try {
            Files.createDirectories(SHARED);
            Files.createDirectories(data);
            Files.createSymbolicLink(data.resolve("binaries"), SHARED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
