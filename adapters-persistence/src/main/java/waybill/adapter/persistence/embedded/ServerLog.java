package waybill.adapter.persistence.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file PostgreSQL's programs log to, from the place where the one we are starting begins. */
final class ServerLog {
    /** At the start of a server a log above this becomes the old one; our settings let hardly anything into it. */
    private static final long MAX_BYTES = 10L * 1024 * 1024;

    private static final int MAX_BYTES_QUOTED = 8192;
    private static final int MAX_LINES_QUOTED = 2;

    /** What PostgreSQL's programs put before an error that ends them; the time and the pid before it are left out. */
    private static final Pattern GRAVE = Pattern.compile("(FATAL|PANIC|error|fatal): .*");

    private final Path file;
    private final long beginning;

    private ServerLog(Path file, long beginning) {
        this.file = file;
        this.beginning = beginning;
    }

    static ServerLog open(Path file) throws IOException {
        if (!Files.exists(file)) {
            PrivateFiles.write(file, "");
        } else if (Files.size(file) > MAX_BYTES) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            PrivateFiles.write(file, "");
        }
        return new ServerLog(file, Files.size(file));
    }

    ProcessBuilder capture(ProcessBuilder program) {
        return program.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()));
    }

    /** What PostgreSQL said last and gravest, for the sentence that tells the operator why it is gone. */
    String lastWords() {
        var lines = text().lines().filter(line -> !line.isBlank()).toList();
        var grave = lines.stream()
                .map(GRAVE::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .toList();
        var quoted = last(grave.isEmpty() ? lines : grave);
        return quoted.isEmpty() ? "it said nothing" : "it said \"%s\"".formatted(String.join(" / ", quoted));
    }

    boolean contains(String words) {
        return text().contains(words);
    }

    private String text() {
        try (var channel = FileChannel.open(file)) {
            var from = Math.max(beginning, channel.size() - MAX_BYTES_QUOTED);
            var bytes = ByteBuffer.allocate(MAX_BYTES_QUOTED);
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // Reads on until the buffer is full or the file ends.
            }
            return UTF_8.decode(bytes.flip()).toString();
        } catch (IOException _) {
            return "";
        }
    }

    private static List<String> last(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - MAX_LINES_QUOTED), lines.size());
    }
}
