package waybill.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java process that a run measures or measures with; it ends with this one, however that ends. */
final class Child implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);

    /**
     * Before the program: a shell becomes it, and leaves behind another that reads from the pipe whose end we hold, and kills
     * the program when that closes without a line. So there is no moment in which the program runs and nobody would end it.
     */
    private static final String TIED_TO_US = """
            exec 3<&0
            (trap '' HUP INT TERM; read -r ended || kill -9 $$) <&3 3<&- >/dev/null 2>&1 &
            exec "$@" 3<&- </dev/null""";

    private final Process process;
    private final Path output;

    private Child(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts `java` with nothing of Waybill's in its environment but what is given. */
    static Child start(Path directory, Map<String, String> environment, List<String> arguments) {
        try {
            var output = Files.createTempFile(directory, "output-", ".txt");
            var command = new ArrayList<>(List.of("sh", "-c", TIED_TO_US, "sh"));
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(arguments);
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("WAYBILL_") || name.startsWith("PLIVO_"));
            builder.environment().putAll(environment);
            return new Child(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the text has been printed. */
    Child awaitOutput(String text) throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!output().contains(text)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IllegalStateException("a process did not start:\n" + output());
            }
            Thread.sleep(10);
        }
        return this;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Stops in order, and by force when that takes too long. */
    @Override
    public void close() {
        // Not Process.destroy: it closes the pipe as well, which kills before anything can stop in order.
        process.toHandle().destroy();
        try {
            if (process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                tellThatItEnded();
            } else {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** By then its number may be another's, who is not to be killed. */
    private void tellThatItEnded() {
        try (var pipe = process.getOutputStream()) {
            pipe.write('\n');
        } catch (IOException _) {
            // It was told before.
        }
    }
}
