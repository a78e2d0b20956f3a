package waybill.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own load generator: one row a commit, prepared, fsync on. */
record Pgbench(Path program, Path directory, Sessions database) implements Anchor {
    private static final String SCRIPT =
            "INSERT INTO bench_callback (message_id, raw) VALUES (gen_random_uuid(), '%s');\n"
                    .formatted("x".repeat(Narrow.BODY_BYTES));
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
    private static final String NOTHING_DONE = "number of transactions actually processed: 0";
    private static final int THREADS = 2;
    private static final int LATENCY_COLUMN = 2;

    /** Where PATH has it. */
    static Optional<Path> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(directory -> Path.of(directory, "pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public String name() {
        return "one row a commit (pgbench)";
    }

    @Override
    public String shortName() {
        return "pgbench";
    }

    @Override
    public boolean isJudge() {
        return true;
    }

    @Override
    public Measured measure(int connections, Duration duration) throws InterruptedException {
        try {
            var run = Files.createTempDirectory(directory, "pgbench-");
            var script = Files.writeString(run.resolve("insert.sql"), SCRIPT);
            var output = run.resolve("output.txt");
            int threads = Math.min(THREADS, connections);
            var builder = new ProcessBuilder(List.of(
                            program.toString(),
                            "-n",
                            "-M",
                            "prepared",
                            "-c",
                            String.valueOf(connections),
                            "-j",
                            String.valueOf(threads),
                            "-T",
                            String.valueOf(Math.max(1, duration.toSeconds())),
                            "-l",
                            "-f",
                            script.toString(),
                            "-h",
                            database.host(),
                            "-p",
                            database.port(),
                            "-U",
                            database.user(),
                            database.name()))
                    .directory(run.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("PGPASSWORD", database.password());
            int status = builder.start().waitFor();
            var printed = Files.readString(output);
            var tps = TPS.matcher(printed);
            if (printed.contains(NOTHING_DONE)) {
                throw new IllegalStateException(
                        "pgbench did not commit a single row in %d s".formatted(duration.toSeconds()));
            }
            if (status != 0 || !tps.find()) {
                throw new IllegalStateException("pgbench failed:\n" + printed);
            }
            var latencies = latencies(run);
            double perSecond = Double.parseDouble(tps.group(1));
            return new Measured(latencies.size(), 0, latencies.size() / perSecond, latencies, Cpu.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Latencies latencies(Path run) throws IOException {
        var latencies = new Latencies();
        try (var logs = Files.newDirectoryStream(run, "pgbench_log.*")) {
            for (var log : logs) {
                for (var line : Files.readAllLines(log)) {
                    latencies.add(Long.parseLong(line.split(" ", -1)[LATENCY_COLUMN]) * 1000);
                }
                Files.delete(log);
            }
        }
        return latencies;
    }
}
