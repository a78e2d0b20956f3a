package waybill.bootstrap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that were free a moment ago. No system gives one of these to whoever asks it for any, and each process of the tests
 * begins elsewhere: many start side by side, and what is given here may be bound much later.
 */
final class Ports {
    private static final int FIRST = 16_384;
    private static final int COUNT = 16_000;
    private static final int STRIDE = 37;

    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * STRIDE % COUNT));

    private Ports() {}

    /** Whether this machine has such an address. */
    static boolean areOn(String address) {
        try (var _ = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    static int free() {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = FIRST + NEXT.getAndIncrement() % COUNT;
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException _) {
                // Somebody has it.
            }
        }
        throw new IllegalStateException("no port is free");
    }
}
