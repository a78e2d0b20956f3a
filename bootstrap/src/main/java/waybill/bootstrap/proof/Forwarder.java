package waybill.bootstrap.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Stands between two processes and passes bytes on, unless a trap is set: then the next bytes that go that way are held
 * while the trap is sprung, and lost or passed on afterwards. So a process can be killed between a request and its
 * answer, without a hook in what is under proof.
 */
final class Forwarder implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final ServerSocket server;
    private final Supplier<Optional<Integer>> target;
    private final AtomicReference<Optional<Trap>> trap = new AtomicReference<>(Optional.empty());

    private Forwarder(ServerSocket server, Supplier<Optional<Integer>> target) {
        this.server = server;
        this.target = target;
    }

    /** @param target the port on this machine where each new connection goes; empty refuses it */
    static Forwarder to(Supplier<Optional<Integer>> target) {
        try {
            var server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
            var forwarder = new Forwarder(server, target);
            Thread.ofVirtual().name("forwarder").start(forwarder::accept);
            return forwarder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Which bytes spring a trap. */
    enum Way {
        REQUEST,
        ANSWER
    }

    /** @param spring what happens, once */
    record Trap(Way way, Runnable spring) {}

    /** The next bytes that go this way are lost after the trap is sprung. */
    void set(Trap next) {
        trap.set(Optional.of(next));
    }

    /** Takes a trap away that was not sprung; returns whether there was one. */
    boolean unset() {
        return trap.getAndSet(Optional.empty()).isPresent();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException _) {
                // Closed, or a connection that broke before it began.
            }
        }
    }

    private void connect(Socket client) {
        var port = target.get();
        if (port.isEmpty()) {
            close(client);
            return;
        }
        var behind = new Socket();
        try {
            behind.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.get()));
            behind.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
        } catch (IOException _) {
            close(client);
            close(behind);
            return;
        }
        Thread.ofVirtual().start(() -> pass(client, behind, Way.REQUEST));
        Thread.ofVirtual().start(() -> pass(behind, client, Way.ANSWER));
    }

    private void pass(Socket from, Socket to, Way way) {
        var buffer = new byte[BUFFER_BYTES];
        try (from;
                to) {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                if (springs(way)) {
                    return;
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException _) {
            // One side is gone, and so the other goes.
        }
    }

    private boolean springs(Way way) {
        var set = trap.get();
        boolean mine = set.isPresent() && set.get().way() == way && trap.compareAndSet(set, Optional.empty());
        if (mine) {
            set.get().spring().run();
        }
        return mine;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is gone already.
        }
    }
}
