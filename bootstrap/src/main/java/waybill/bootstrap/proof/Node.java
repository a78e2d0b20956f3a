package waybill.bootstrap.proof;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import waybill.bootstrap.machine.FreePorts;

/** One place where Waybill is served, again after each kill; what it says to others goes through forwarders. */
final class Node implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Path jar;
    private final Path directory;
    private final Map<String, String> environment;
    private final int port = FreePorts.next();
    private final Forwarder toDatabase;
    private final Forwarder toPlivo;
    private volatile Optional<Child> running = Optional.empty();
    private volatile boolean serving;
    private volatile boolean retired;

    Node(Path jar, Path directory, Map<String, String> environment, String databaseUrl, int plivoPort) {
        this.jar = jar;
        this.directory = directory;
        int databasePort = Integer.parseInt(databaseUrl.replaceAll("^jdbc:postgresql://[^:/]+:(\\d+)/.*$", "$1"));
        this.toDatabase = Forwarder.to(() -> Optional.of(databasePort));
        this.toPlivo = Forwarder.to(() -> Optional.of(plivoPort));
        this.environment = new HashMap<>(environment);
        this.environment.put("WAYBILL_PORT", String.valueOf(port));
        this.environment.put(
                "WAYBILL_DATABASE_URL", databaseUrl.replace(":" + databasePort + "/", ":" + toDatabase.port() + "/"));
        this.environment.put("PLIVO_API_URL", "http://127.0.0.1:" + toPlivo.port());
    }

    int port() {
        return port;
    }

    Forwarder toDatabase() {
        return toDatabase;
    }

    Forwarder toPlivo() {
        return toPlivo;
    }

    boolean isAlive() {
        return running.map(Child::isAlive).orElse(false);
    }

    /** Whether it has come up and was not killed since. */
    boolean isServing() {
        return serving && isAlive();
    }

    /** Serves, if it does not; one that does not come up, since the database is away, is tried again later. */
    synchronized void ensureServing() throws InterruptedException {
        if (!isAlive() && !retired) {
            serving = false;
            var child = Child.start(jar, directory, environment, List.of("serve"));
            running = Optional.of(child);
            serving = child.hasPrinted("listens on");
            if (!serving) {
                child.close();
            }
        }
    }

    /** From now on it comes back by itself whenever it was killed. */
    void keepServing() {
        Thread.ofVirtual().name("keeper").start(() -> {
            try {
                while (!retired) {
                    ensureServing();
                    Thread.sleep(BETWEEN_LOOKS);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** From now on it does not come back. */
    void retire() {
        retired = true;
    }

    /** Returns when it is dead. */
    void kill() {
        running.ifPresent(Child::close);
    }

    void signal(Signal signal) {
        running.ifPresent(child -> child.signal(signal));
    }

    @Override
    public void close() {
        retire();
        running.ifPresent(Child::close);
        toDatabase.close();
        toPlivo.close();
    }
}
