package waybill.bootstrap.training;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The process that the JVM watches; it is given the options of this one, since a cache fits only those it was made with. */
final class Trainee implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /** The cache is written at the end, which takes longer than the run. */
    private static final Duration END = Duration.ofMinutes(3);

    /** Options that would make it something else than a run that is watched. */
    private static final List<String> NOT_PASSED_ON =
            List.of("-XX:AOT", "-XX:SharedArchiveFile", "-agent", "-javaagent");

    private final Process process;
    private final Path output;

    private Trainee(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Trainee start(Path jar, Path directory, Map<String, String> environment, Path cache) throws IOException {
        var output = Files.createTempFile(directory, "serve-", ".log");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        options().forEach(command::add);
        command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-jar", jar.toString(), "serve"));
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("WAYBILL_")
                        || name.startsWith("PLIVO_")
                        // Among the options of this process already.
                        || name.equals("JDK_JAVA_OPTIONS")
                        || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        return new Trainee(builder.start(), output);
    }

    private static Stream<String> options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> NOT_PASSED_ON.stream().noneMatch(option::startsWith));
    }

    void awaitListening() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!Files.readString(output).contains("listens on")) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("it did not come up:\n" + Files.readString(output));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /** Stops it in order, and returns when it has written the cache. */
    void finish() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("it did not end:\n" + Files.readString(output));
        }
        if (!Files.readString(output).contains("AOTCache creation is complete")) {
            throw new IOException("the JVM wrote no cache:\n" + Files.readString(output));
        }
    }

    /** By force, with the process in which the JVM writes the cache; returns when nothing of it is left. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
