package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A benchmark in a process of its own, while its PostgreSQL, a simulator and a server run. */
class StoppedTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    @Test
    void a_benchmark_that_is_told_to_stop_leaves_nothing_running_and_nothing_behind() throws IOException {
        assertLeavesNothingWhen(Process::destroy);
    }

    @Test
    void a_benchmark_that_is_killed_leaves_nothing_running_and_nothing_behind() throws IOException {
        assertLeavesNothingWhen(Process::destroyForcibly);
    }

    private void assertLeavesNothingWhen(Consumer<Process> stopped) throws IOException {
        var temporary = Files.createDirectory(directory.resolve("temporary"));
        var bench = bench(temporary);
        List<ProcessHandle> started = List.of();
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> runs(bench, "simulate ") && runs(bench, " serve") && runs(bench, "/bin/postgres"));
            started = bench.descendants().toList();

            stopped.accept(bench);

            assertThat(started).hasSizeGreaterThan(3).allSatisfy(StoppedTest::assertEnds);
            // A script with which a library learns what Linux this is stays when nothing can be done at the end.
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(temporary).isDirectoryNotContaining("glob:**/waybill-*"));
        } finally {
            bench.destroyForcibly();
            started.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private Process bench(Path temporary) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoopAnywhere.class.getName(),
                        standIn().toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile())
                .start();
    }

    private Path standIn() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandIn.class.getName());
        var jar = directory.resolve("stand-in.jar");
        var entry = StandIn.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var compiled = StandIn.class.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            compiled.transferTo(out);
        }
        return jar;
    }

    private static boolean runs(Process bench, String word) {
        return bench.descendants()
                .anyMatch(process -> process.info().commandLine().orElse("").contains(word));
    }

    /** One that ended but that nobody waited for has no command, but is alive by its handle. */
    private static void assertEnds(ProcessHandle process) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(process.info().command())
                        .as(process.info().commandLine().orElse("it has ended"))
                        .isEmpty());
    }
}
