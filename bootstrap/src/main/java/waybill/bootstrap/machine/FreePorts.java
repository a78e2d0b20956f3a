package waybill.bootstrap.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that were free a moment ago. Linux as it comes gives none of these to whoever asks it for any, none is given twice,
 * and each process begins elsewhere: many start side by side, and what is given here may be bound much later, and again.
 */
public final class FreePorts {
    private static final int FIRST = 16_384;
    private static final int COUNT = 16_000;
    private static final int STRIDE = 37;

    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * STRIDE % COUNT));

    private FreePorts() {}

    /** @throws IllegalStateException when all are taken */
    public static int next() {
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
