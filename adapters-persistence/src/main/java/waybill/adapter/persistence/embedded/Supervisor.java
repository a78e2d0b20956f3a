package waybill.adapter.persistence.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Starts the server again whenever it ends without having been told to. */
final class Supervisor implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Supervisor.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Launch launch;
    private final Lock lock = new ReentrantLock();
    private final Condition closed = lock.newCondition();
    private ServerProcess server;
    private boolean closing;

    /** Starts a server process; says what stands in the way by an exception. */
    @FunctionalInterface
    interface Launch {
        ServerProcess launch() throws IOException;
    }

    private Supervisor(Launch launch, ServerProcess server) {
        this.launch = launch;
        this.server = server;
    }

    static Supervisor watch(ServerProcess server, Launch launch) {
        var supervisor = new Supervisor(launch, server);
        Thread.ofVirtual().name("embedded-postgres").start(supervisor::keepRunning);
        return supervisor;
    }

    long pid() {
        lock.lock();
        try {
            return server.pid();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        ServerProcess last;
        lock.lock();
        try {
            closing = true;
            closed.signalAll();
            last = server;
        } finally {
            lock.unlock();
        }
        last.stop();
    }

    private void keepRunning() {
        var running = server;
        while (true) {
            var exit = running.awaitEnd();
            if (isClosing()) {
                return;
            }
            LOG.log(System.Logger.Level.ERROR, "PostgreSQL ended with status {0}, starting it again", exit);
            var next = restart();
            if (next.isEmpty()) {
                return;
            }
            running = next.get();
            LOG.log(System.Logger.Level.INFO, "PostgreSQL is back (pid {0,number,#})", running.pid());
        }
    }

    /** The server that runs again, or none because we are closing. */
    private Optional<ServerProcess> restart() {
        for (var pause = FIRST_PAUSE; !closesWithin(pause); pause = longer(pause)) {
            try {
                var candidate = launchUnlessClosing();
                if (candidate.isEmpty()) {
                    return candidate;
                }
                if (candidate.get().awaitStart() instanceof ServerProcess.Outcome.Ready) {
                    return candidate;
                }
                if (!isClosing()) {
                    LOG.log(System.Logger.Level.ERROR, "PostgreSQL did not come back, trying again; see its log");
                }
            } catch (IOException | RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "PostgreSQL did not come back, trying again: {0}", e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Under the lock, so that a server launched is a server that {@code close} stops. */
    private Optional<ServerProcess> launchUnlessClosing() throws IOException {
        lock.lock();
        try {
            if (closing) {
                return Optional.empty();
            }
            server = launch.launch();
            return Optional.of(server);
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    private boolean closesWithin(Duration pause) {
        lock.lock();
        try {
            var left = pause.toNanos();
            while (!closing && left > 0) {
                left = closed.awaitNanos(left);
            }
            return closing;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
