package waybill.adapter.persistence.embedded;

import java.io.IOException;
import java.time.Duration;

/** One run of the server, from its start to its end. */
final class ServerProcess {
    private static final System.Logger LOG = System.getLogger(ServerProcess.class.getName());
    private static final Duration UNUSUALLY_LONG = Duration.ofSeconds(10);
    private static final Duration FOREVER = Duration.ofDays(365);

    /** How a start ended. */
    sealed interface Outcome {
        record Ready() implements Outcome {}

        record PortTaken() implements Outcome {}

        /** Processes of a server that was killed are still leaving. */
        record PredecessorLeaving() implements Outcome {}

        record Died(String lastWords) implements Outcome {}
    }

    private final Binaries binaries;
    private final PostmasterFile file;
    private final ServerLog log;
    private final Process process;

    private ServerProcess(Binaries binaries, PostmasterFile file, ServerLog log, Process process) {
        this.binaries = binaries;
        this.file = file;
        this.log = log;
        this.process = process;
    }

    /** First stops what may still serve the data; no two servers ever do. */
    static ServerProcess launch(Layout layout, Binaries binaries, int port) throws IOException {
        Predecessor.stop(layout.data(), binaries);
        // Whatever sockets and their locks lie there are of a server that is gone.
        PrivateFiles.deleteRecursively(layout.sockets());
        PrivateFiles.createDirectories(layout.sockets());
        var log = ServerLog.open(layout.log());
        var process = log.capture(binaries.server(ServerSettings.arguments(layout, port)))
                .start();
        return new ServerProcess(binaries, new PostmasterFile(layout.data()), log, process);
    }

    /** Waits as long as the server lives: recovery takes the time it takes. */
    Outcome awaitStart() {
        if (!Waiting.until(this::hasStartedOrEnded, UNUSUALLY_LONG)) {
            LOG.log(System.Logger.Level.INFO, "PostgreSQL is still recovering, waiting for it");
            Waiting.until(this::hasStartedOrEnded, FOREVER);
        }
        if (process.isAlive()) {
            return new Outcome.Ready();
        }
        if (log.contains("could not create any TCP/IP sockets")) {
            return new Outcome.PortTaken();
        }
        if (log.contains("pre-existing shared memory block") || log.contains("\"postmaster.pid\" already exists")) {
            return new Outcome.PredecessorLeaving();
        }
        return new Outcome.Died(log.lastWords());
    }

    long pid() {
        return process.pid();
    }

    int awaitEnd() {
        Waiting.untilExit(process);
        return process.exitValue();
    }

    void stop() {
        new Shutdown(binaries, process.pid(), process::isAlive, Shutdown.PATIENCE).run();
    }

    private boolean hasStartedOrEnded() {
        return !process.isAlive() || file.saysReady(process.pid());
    }
}
