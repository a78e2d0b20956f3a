package waybill.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One kept-alive connection: sends bytes, and reads of an answer no more than its status and its length. */
final class Wire implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;
    private static final byte[] LENGTH = {'c', 'o', 'n', 't', 'e', 'n', 't', '-', 'l', 'e', 'n', 'g', 't', 'h', ':'};

    final int number;
    /** Of the request under way, or that was sent last. */
    int request = Requests.NONE;
    /** From when its latency counts. */
    long since;
    /** How many requests it was given. */
    long sent;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    private final byte[] head = new byte[BUFFER];
    private ByteBuffer out = ByteBuffer.allocate(0);
    private boolean waiting;

    Wire(int number, int port, Selector selector) throws IOException {
        this.number = number;
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Whether an answer is awaited. */
    boolean isWaiting() {
        return waiting;
    }

    /** Whether it can take a request. */
    boolean isFree() {
        return !waiting && channel.isOpen();
    }

    void send(byte[] bytes) throws IOException {
        waiting = true;
        sent++;
        out = ByteBuffer.wrap(bytes);
        in.clear();
        flush();
    }

    void flush() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /**
     * The status when the answer is complete, or 0 while it is not.
     *
     * @throws IllegalStateException when it is of a form that is not understood here
     */
    int receive() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the server closed the connection");
        }
        int length = in.position();
        in.get(0, head, 0, length);
        int end = endOfHead(length);
        if (end < 0 || length < end + bodyLength(end)) {
            requireRoom();
            return 0;
        }
        waiting = false;
        return status();
    }

    /** A full buffer never takes the rest. */
    private void requireRoom() {
        if (!in.hasRemaining()) {
            throw notUnderstood("is longer than %d bytes".formatted(BUFFER));
        }
    }

    private int status() {
        return (head[9] - '0') * 100 + (head[10] - '0') * 10 + head[11] - '0';
    }

    private int endOfHead(int length) {
        for (int at = 3; at < length; at++) {
            if (head[at] == '\n' && head[at - 2] == '\n') {
                return at + 1;
            }
        }
        return -1;
    }

    private int bodyLength(int end) {
        int status = status();
        if (status == 204) {
            return 0;
        }
        if (status < 200) {
            throw notUnderstood("is only an interim one, %d".formatted(status));
        }
        for (int at = 1; at + LENGTH.length < end; at++) {
            if (head[at - 1] == '\n' && isLengthAt(at)) {
                return number(at + LENGTH.length);
            }
        }
        throw notUnderstood("has no Content-Length");
    }

    private int number(int from) {
        int value = 0;
        for (int digit = from; head[digit] != '\r' && value <= BUFFER; digit++) {
            value = head[digit] == ' ' ? value : value * 10 + head[digit] - '0';
        }
        return value;
    }

    private boolean isLengthAt(int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            if ((head[at + i] | 0x20) != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private static IllegalStateException notUnderstood(String why) {
        return new IllegalStateException("an answer is not understood: it " + why);
    }

    @Override
    public void close() {
        waiting = false;
        try {
            channel.close();
        } catch (IOException _) {
            // It is given up either way.
        }
    }
}
