package waybill.adapter.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import waybill.adapter.http.WatchedConnection.Phase;

/** Makes an {@link HttpConnection} of each connection that Helidon accepts: HTTP/1.1 is all that is spoken. */
final class WatchedConnections implements ServerConnectionSelector {
    private final Dispatcher dispatcher;
    private final ConnectionWatch watch;
    private final AcceptedSockets sockets;
    private final HttpConfig.Limits limits;
    private final WireReply replies;
    private final Consumer<ProblemCode> onRefusal;
    private final RequestMemory memory;

    WatchedConnections(
            Dispatcher dispatcher,
            ConnectionWatch watch,
            AcceptedSockets sockets,
            HttpConfig.Limits limits,
            WireReply replies,
            Consumer<ProblemCode> onRefusal,
            RequestMemory memory) {
        this.dispatcher = dispatcher;
        this.watch = watch;
        this.sockets = sockets;
        this.limits = limits;
        this.replies = replies;
        this.onRefusal = onRefusal;
        this.memory = memory;
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return Set.of("http/1.1");
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        var late = new AtomicReference<Consumer<Phase>>(_ -> {});
        var socket = sockets.take(context.remotePeer().address())
                .orElseThrow(() -> new CloseConnectionException("the socket is not one that was accepted"));
        var watched = new WatchedConnection(socket, phase -> late.get().accept(phase));
        var output = context.dataWriter();
        var source = new RequestSource(
                new WireInput(context.serverSocket()),
                output,
                watched,
                watch,
                limits,
                replies,
                onRefusal,
                memory.share());
        late.set(phase -> {
            if (phase == Phase.ACTING) {
                source.giveUpLateAct();
            } else {
                source.refuseLateRequest();
            }
        });
        return new HttpConnection(source, dispatcher, output, watched, watch, limits, replies);
    }
}
