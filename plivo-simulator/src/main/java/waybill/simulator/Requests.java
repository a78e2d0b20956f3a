package waybill.simulator;

import io.helidon.http.HeaderName;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** Reads requests. */
final class Requests {

    private static final int MAX_BODY_BYTES = 1 << 20;

    private Requests() {}

    static String header(ServerRequest request, HeaderName name) {
        return request.headers().first(name).orElse("");
    }

    /** Read by our own decoder: Helidon's would leave a plus a plus. */
    static Parameters query(ServerRequest request) {
        try {
            return Parameters.decode(request.query().rawValue());
        } catch (IllegalArgumentException e) {
            throw new ApiProblem(400, "the query is not valid");
        }
    }

    static byte[] body(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (var stream = request.content().inputStream()) {
            // As much as is coming, where that is known: room for more than a message would be made each time.
            long coming = request.headers().contentLength().orElse(MAX_BODY_BYTES);
            var body = stream.readNBytes((int) Math.min(coming, MAX_BODY_BYTES) + 1);
            if (body.length > MAX_BODY_BYTES) {
                throw new ApiProblem(413, "Request body is too large");
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            // Of a chunk whose size is no number.
            throw new ApiProblem(400, "Request body is not valid");
        }
    }

    static String address(ServerRequest request) {
        return request.remotePeer().address() instanceof InetSocketAddress socket
                ? socket.getAddress().getHostAddress()
                : request.remotePeer().host();
    }
}
