package waybill.bootstrap.proof;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import waybill.bootstrap.machine.FreePorts;

/**
 * Stands between two processes and passes bytes on, unless a trap is set: then the next bytes that go that way are held
 * while the trap is sprung, and lost or passed on afterwards. So a process can be killed between a request and its
 * answer, without a hook in what is under proof.
 */
final class Forwarder implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int BACKLOG = 512;

    private final int port;
    private final Supplier<Optional<Integer>> target;
    private final AtomicReference<Optional<Trap>> trap = new AtomicReference<>(Optional.empty());
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private ServerSocket server;
    private boolean hanging;
    private int held;

    private Forwarder(ServerSocket server, Supplier<Optional<Integer>> target) {
        this.server = server;
        this.port = server.getLocalPort();
        this.target = target;
    }

    /** @param target the port on this machine where each new connection goes; empty refuses it */
    static Forwarder to(Supplier<Optional<Integer>> target) {
        try {
            var forwarder = new Forwarder(listening(FreePorts.next()), target);
            forwarder.startAccepting();
            return forwarder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** From now on nobody listens here, and every connection is cut. */
    synchronized void vanish() {
        close(server);
        connections.forEach(Forwarder::close);
    }

    synchronized void reappear() {
        try {
            server = listening(port);
            startAccepting();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on bytes are taken and not passed on. */
    synchronized void hang() {
        hanging = true;
    }

    /** On how many connections bytes hang here. */
    synchronized int holding() {
        return hanging ? held : 0;
    }

    /** What was held is passed on, late as it is. */
    synchronized void resume() {
        hanging = false;
        notifyAll();
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
    public synchronized void close() {
        resume();
        vanish();
    }

    private static ServerSocket listening(int port) throws IOException {
        var listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        return listening;
    }

    private synchronized void startAccepting() {
        var listening = server;
        Thread.ofVirtual().name("forwarder").start(() -> accept(listening));
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
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
        connections.add(client);
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
                awaitPassage();
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException _) {
            // One side is gone, and so the other goes.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(from);
            connections.remove(to);
        }
    }

    private synchronized void awaitPassage() throws InterruptedException {
        held++;
        try {
            while (hanging) {
                wait();
            }
        } finally {
            held--;
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

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is gone already.
        }
    }
}
