package waybill.adapter.persistence.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** PostgreSQL's {@code postmaster.pid}: which process serves the data directory, and how far it has come. */
final class PostmasterFile {
    private static final int PID_LINE = 0;
    private static final int STATUS_LINE = 7;

    private final Path file;

    PostmasterFile(Path dataDirectory) {
        this.file = dataDirectory.resolve("postmaster.pid");
    }

    boolean exists() {
        return Files.exists(file);
    }

    OptionalLong pid() {
        var lines = lines();
        try {
            // PostgreSQL writes the pid of a server in single-user mode as a negative number.
            return lines.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(
                            Math.abs(Long.parseLong(lines.get(PID_LINE).strip())));
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    boolean saysReady(long pid) {
        var lines = lines();
        return lines.size() > STATUS_LINE
                && lines.get(PID_LINE).strip().equals(Long.toString(pid))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file, UTF_8);
        } catch (NoSuchFileException | MalformedInputException _) {
            return List.of();
        } catch (IOException e) {
            throw new EmbeddedPostgresException("Could not read %s: %s.".formatted(file, e.getMessage()), e);
        }
    }
}
