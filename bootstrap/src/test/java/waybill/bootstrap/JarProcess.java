package waybill.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The jar that the build made, run as `./waybill` runs it, but for the second compiler: no process here lives long. */
public final class JarProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "waybill.jar").toAbsolutePath();
    private static final Path CACHE = JAR.resolveSibling("waybill.aot");
    private static final List<String> OPTIONS =
            List.of("--sun-misc-unsafe-memory-access=allow", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final List<String> CACHE_OPTIONS =
            List.of("-XX:+UseCompactObjectHeaders", "-XX:AOTCache=" + CACHE, "-Xlog:aot*=off", "-Xlog:cds*=off");
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;

    private JarProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a command in a directory, with nothing of ours in its environment but what is given. */
    public static JarProcess start(Path directory, Map<String, String> environment, String... arguments) {
        return start(List.of(), directory, environment, arguments);
    }

    /** The same, as a process that may have only so many files open. */
    static JarProcess startWithFiles(int most, Path directory, Map<String, String> environment, String... arguments) {
        var limited = List.of("sh", "-c", "ulimit -n %d && exec \"$0\" \"$@\"".formatted(most));
        return start(limited, directory, environment, arguments);
    }

    private static JarProcess start(
            List<String> through, Path directory, Map<String, String> environment, String... arguments) {
        try {
            Files.createDirectories(directory);
            var output = Files.createTempFile(directory, "output-", ".txt");
            var command = new ArrayList<>(through);
            command.add(java());
            command.addAll(OPTIONS);
            command.addAll(cache(environment));
            command.addAll(List.of("-jar", JAR.toString()));
            command.addAll(List.of(arguments));
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("WAYBILL_") || name.startsWith("PLIVO_"));
            builder.environment().putAll(environment);
            return new JarProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command that ends by itself. */
    public static Ended run(Path directory, Map<String, String> environment, String... arguments) {
        try (var running = start(directory, environment, arguments)) {
            return running.ended();
        }
    }

    /** What a command left behind. */
    public record Ended(int status, String output) {}

    Ended ended() {
        try {
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it goes on:\n" + output());
            }
            return new Ended(process.exitValue(), output());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JarProcess awaitOutput(String text) {
        Awaitility.await().atMost(START).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("it ended:\n" + output());
            }
            return output().contains(text);
        });
        return this;
    }

    /** Waits for as long as the test may take. */
    public void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public String output() {
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

    /** Returns when none runs any more; one that ended but that nobody waited for has no command, but a handle still. */
    static void awaitEndOf(List<ProcessHandle> processes) {
        Awaitility.await()
                .until(() -> processes.stream()
                        .noneMatch(process -> process.info().command().isPresent()));
    }

    /** As `kill -9` does. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops in order. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the build made it, if it could; a test that says something else about the JVM goes without. */
    private static List<String> cache(Map<String, String> environment) {
        boolean usable = Files.exists(CACHE) && !environment.containsKey("JDK_JAVA_OPTIONS");
        return usable ? CACHE_OPTIONS : List.of();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
