package waybill.adapter.http;

import io.helidon.common.socket.HelidonSocket;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Supplier;

/** Sockets without a network. */
final class Sockets {
    private Sockets() {}

    /** From which these packets come, and then the end. */
    static HelidonSocket sending(String... packets) {
        var left = new ArrayDeque<>(List.of(packets));
        return socket(() -> left.isEmpty() ? null : left.remove().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** That does the same whatever is asked of it. */
    static HelidonSocket socket(Supplier<?> act) {
        return (HelidonSocket) Proxy.newProxyInstance(
                HelidonSocket.class.getClassLoader(), new Class<?>[] {HelidonSocket.class}, (_, _, _) -> act.get());
    }
}
