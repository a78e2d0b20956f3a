package waybill.adapter.persistence.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;

/** Another Java process that keeps an embedded PostgreSQL open until it is killed. */
final class OtherWaybill implements AutoCloseable {
    private final Process process;
    private final long serverPid;

    private OtherWaybill(Process process, long serverPid) {
        this.process = process;
        this.serverPid = serverPid;
    }

    static void main(String... arguments) throws IOException, InterruptedException {
        try (var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), Path.of(arguments[1]))) {
            IO.println(postgres.pid());
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    static OtherWaybill startIn(Path directory) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherWaybill.class.getName(),
                        directory.toString(),
                        TestDirectories.BINARIES.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        var line = output.readLine();
        if (line == null) {
            throw new IOException("the other process ended with status "
                    + process.onExit().join().exitValue());
        }
        return new OtherWaybill(process, Long.parseLong(line));
    }

    long pid() {
        return process.pid();
    }

    long serverPid() {
        return serverPid;
    }

    /** What {@code kill -9} does: it has no time to stop its PostgreSQL. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
