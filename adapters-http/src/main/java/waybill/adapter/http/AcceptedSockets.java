package waybill.adapter.http;

import io.helidon.common.socket.SocketOptions;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sets the options of accepted sockets, and keeps each until its connection takes it: what Helidon hands to a connection
 * can be closed, but not its output alone.
 */
final class AcceptedSockets implements SocketOptions {
    private final SocketOptions options;
    private final Map<SocketAddress, Socket> sockets = new ConcurrentHashMap<>();

    AcceptedSockets(SocketOptions options) {
        this.options = options;
    }

    /** Empty when it was taken already. */
    Optional<Socket> take(SocketAddress remote) {
        return Optional.ofNullable(sockets.remove(remote));
    }

    @Override
    public void configureSocket(Socket socket) {
        options.configureSocket(socket);
        sockets.put(socket.getRemoteSocketAddress(), socket);
    }

    @Override
    public Map<SocketOption<?>, Object> socketOptions() {
        return options.socketOptions();
    }

    @Override
    public Duration connectTimeout() {
        return options.connectTimeout();
    }

    @Override
    public Duration readTimeout() {
        return options.readTimeout();
    }

    @Override
    public Optional<Integer> socketReceiveBufferSize() {
        return options.socketReceiveBufferSize();
    }

    @Override
    public Optional<Integer> socketSendBufferSize() {
        return options.socketSendBufferSize();
    }

    @Override
    public boolean socketReuseAddress() {
        return options.socketReuseAddress();
    }

    @Override
    public boolean socketKeepAlive() {
        return options.socketKeepAlive();
    }

    @Override
    public boolean tcpNoDelay() {
        return options.tcpNoDelay();
    }
}
