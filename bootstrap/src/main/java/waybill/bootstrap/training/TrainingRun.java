package waybill.bootstrap.training;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import waybill.adapter.persistence.Database;
import waybill.adapter.persistence.DatabaseConfig;
import waybill.adapter.persistence.embedded.EmbeddedPostgres;
import waybill.bootstrap.machine.FreePorts;
import waybill.simulator.CallbackTarget;
import waybill.simulator.PlivoSimulator;
import waybill.simulator.SimulatorConfig;

/**
 * Serves once from the jar, with a PostgreSQL and a Plivo of its own, and lets the JVM keep what it learned of it. Only
 * that process is watched, and it finds its schema up to date: the cache holds what serving takes, and nothing of this.
 */
public final class TrainingRun {
    private static final String AUTH_ID = "MATRAININGTRAINING00";
    private static final String TOKEN = "a-token-of-the-training-run";
    private static final String KEY = "an-api-key-of-the-training-run";
    private static final String KIND = "live";
    private static final int CONNECTIONS = 2;
    private static final double TIME_SCALE = 100;

    private final Path jar;
    private final Path directory;

    /** @param directory for what exists during the run only */
    public TrainingRun(Path jar, Path directory) {
        this.jar = jar;
        this.directory = directory;
    }

    /** @throws IOException when there is no cache in the end; says why */
    public void writeTo(Path cache) throws IOException, InterruptedException {
        // An old one is of an old jar, whatever comes of this run.
        Files.deleteIfExists(cache);
        Files.deleteIfExists(JarFingerprint.beside(cache));
        var trained = JarFingerprint.of(jar);
        // Not beside the cache: the JVM puts a file of its own there, and leaves it when it is killed.
        var made = directory.resolve("waybill.aot");
        try (var postgres = EmbeddedPostgres.start(directory.resolve("database"))) {
            migrate(postgres);
            int port = FreePorts.next();
            try (var simulator = PlivoSimulator.start(simulated(port));
                    var trainee = Trainee.start(jar, directory, environment(postgres, simulator, port), made)) {
                trainee.awaitListening();
                new Exercise(port, KEY).run();
                trainee.finish();
            }
        }
        if (!JarFingerprint.of(jar).equals(trained)) {
            throw new IOException("the jar was replaced meanwhile");
        }
        replace(cache, made);
    }

    /** Whole or not at all: a process may be starting. */
    private void replace(Path cache, Path made) throws IOException {
        var unfinished = Files.createTempFile(cache.getParent(), cache.getFileName() + "-", ".new");
        try {
            Files.copy(made, unfinished, StandardCopyOption.REPLACE_EXISTING);
            JarFingerprint.keep(cache, jar);
            Files.move(unfinished, cache, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void migrate(EmbeddedPostgres postgres) {
        Database.open(new DatabaseConfig(
                        postgres.jdbcUrl(), postgres.user(), postgres.password(), CONNECTIONS, KIND, AUTH_ID))
                .close();
    }

    private static SimulatorConfig simulated(int callbackPort) {
        var target = new CallbackTarget.Through(URI.create("http://127.0.0.1:" + callbackPort), "");
        return SimulatorConfig.account(AUTH_ID, TOKEN).withTimeScale(TIME_SCALE).withCallbackTarget(target);
    }

    private static Map<String, String> environment(EmbeddedPostgres postgres, PlivoSimulator simulator, int port) {
        var environment = new HashMap<>(Map.of(
                "WAYBILL_HOST", "127.0.0.1",
                "WAYBILL_PORT", String.valueOf(port),
                "WAYBILL_PUBLIC_URL", "https://sms.example.com",
                "WAYBILL_API_KEYS", KEY,
                "WAYBILL_DATABASE_URL", postgres.jdbcUrl(),
                "WAYBILL_DATABASE_USER", postgres.user(),
                "WAYBILL_DATABASE_PASSWORD", postgres.password()));
        environment.putAll(Map.of(
                "PLIVO_AUTH_ID",
                AUTH_ID,
                "PLIVO_AUTH_TOKEN",
                TOKEN,
                "PLIVO_API_URL",
                simulator.baseUrl().toString(),
                "PLIVO_MESSAGES_PER_SECOND",
                "0",
                "PLIVO_REQUESTS_PER_5S",
                "0",
                "PLIVO_MAX_CONCURRENT",
                "0"));
        return environment;
    }
}
