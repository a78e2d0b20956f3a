package waybill.adapter.http;

import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes of a connection. */
final class WireInput {
    private static final byte[] NOTHING = {};

    private final HelidonSocket socket;
    private byte[] chunk = NOTHING;
    private int next;

    WireInput(HelidonSocket socket) {
        this.socket = socket;
    }

    /** Whether a byte can be had without waiting for the network. */
    boolean holdsMore() {
        return next < chunk.length;
    }

    /** Waits until there is a byte, and leaves it. Holds nothing of what was read while it waits. */
    void await() {
        if (!holdsMore()) {
            chunk = NOTHING;
            next = 0;
            chunk = receive();
        }
    }

    /** Takes an empty line if one comes next, and waits until that is known. */
    boolean skipsEmptyLine() {
        await();
        if (chunk[next] != '\r') {
            return false;
        }
        if (next + 1 == chunk.length) {
            var more = receive();
            chunk = new byte[1 + more.length];
            chunk[0] = '\r';
            System.arraycopy(more, 0, chunk, 1, more.length);
            next = 0;
        }
        if (chunk[next + 1] != '\n') {
            return false;
        }
        next += 2;
        return true;
    }

    int read() {
        await();
        return chunk[next++] & 0xFF;
    }

    /** What has arrived up to the end of a line or a zero byte, at most so much, as ISO 8859-1. */
    String run(int most) {
        int end = next;
        int limit = Math.min(chunk.length, next + most);
        while (end < limit && chunk[end] != '\r' && chunk[end] != '\n' && chunk[end] != 0) {
            end++;
        }
        var run = new String(chunk, next, end - next, StandardCharsets.ISO_8859_1);
        next = end;
        return run;
    }

    /** Fills a part of the target. */
    void read(byte[] target, int from, int end) {
        int filled = from;
        while (filled < end) {
            await();
            int taken = Math.min(end - filled, chunk.length - next);
            System.arraycopy(chunk, next, target, filled, taken);
            next += taken;
            filled += taken;
        }
    }

    /** Takes whatever comes next, at most a network buffer's worth, and forgets it. */
    int discard() {
        await();
        int discarded = chunk.length - next;
        next = chunk.length;
        return discarded;
    }

    private byte[] receive() {
        byte @Nullable [] received;
        try {
            received = socket.get();
        } catch (UncheckedIOException e) {
            throw new CloseConnectionException("the connection broke", e);
        }
        if (received == null) {
            throw new CloseConnectionException("the other side has ended");
        }
        return received;
    }
}
