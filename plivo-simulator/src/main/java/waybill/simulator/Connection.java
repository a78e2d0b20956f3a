package waybill.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A kept-alive connection of HTTP/1.1. Used by one thread at a time; closed by any, which ends what is under way. */
final class Connection implements AutoCloseable {

    private final SocketChannel channel;
    private final OutputStream output;
    private final AnswerReader answers;

    private Connection(SocketChannel channel, Socket socket) throws IOException {
        this.channel = channel;
        this.output = socket.getOutputStream();
        this.answers = new AnswerReader(socket.getInputStream());
    }

    /** @param channel closed by others when connecting takes too long */
    static Connection open(SocketChannel channel, Origin origin) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress(origin.host(), origin.port()));
        return new Connection(channel, origin.secure() ? secured(channel.socket(), origin) : channel.socket());
    }

    private static Socket secured(Socket plain, Origin origin) throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var socket = (SSLSocket) factory.createSocket(plain, origin.host(), origin.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Sends a request and takes in its whole answer; returns the status. */
    int exchange(byte[] request) throws IOException {
        output.write(request);
        output.flush();
        return answers.read();
    }

    boolean canBeUsedAgain() {
        return !answers.isLast() && !answers.holdsMore();
    }

    /** Whether the other side has said nothing since the last answer: what comes unasked is the end. */
    boolean isQuiet() {
        try {
            channel.configureBlocking(false);
            boolean quiet = channel.read(ByteBuffer.allocate(1)) == 0;
            channel.configureBlocking(true);
            return quiet;
        } catch (IOException e) {
            return false;
        }
    }

    SocketChannel channel() {
        return channel;
    }

    @Override
    public void close() {
        close(channel);
    }

    /** Whoever reads or writes there fails. */
    static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use any more, whatever it says.
        }
    }
}
