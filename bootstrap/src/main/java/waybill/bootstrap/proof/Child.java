package waybill.bootstrap.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import waybill.bootstrap.training.JarFingerprint;

/** A process of the jar under proof. */
final class Child implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Process process;
    private final Path output;

    private Child(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a command of the jar, with nothing of Waybill's in its environment but what is given. */
    static Child start(Path jar, Path directory, Map<String, String> environment, List<String> arguments) {
        try {
            var output = Files.createTempFile(directory, arguments.getFirst() + "-", ".log");
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var command = new ArrayList<>(List.of(
                    java, "--sun-misc-unsafe-memory-access=allow", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
            command.addAll(cache(jar));
            command.addAll(List.of("-jar", jar.toString()));
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

    /** As `./waybill` starts it, if the build could make a cache: it is killed often, and comes back in half the time. */
    private static List<String> cache(Path jar) throws IOException {
        var cache = jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", "") + ".aot");
        return Files.isRegularFile(cache) && JarFingerprint.fits(cache, jar)
                ? List.of("-XX:+UseCompactObjectHeaders", "-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off")
                : List.of();
    }

    /** Returns whether the text was printed before the process ended. */
    boolean hasPrinted(String text) throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (output().contains(text)) {
                return true;
            }
            Thread.sleep(LOOK);
        }
        return false;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void signal(Signal signal) {
        signal.send(process.pid());
    }

    /** By force: nothing that is under proof may depend on an orderly end. */
    @Override
    public void close() {
        process.destroyForcibly();
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
