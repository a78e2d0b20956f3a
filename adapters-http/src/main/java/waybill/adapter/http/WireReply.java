package waybill.adapter.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** An answer as bytes, given where Helidon has not come into play; the connection ends with it. */
final class WireReply {
    private WireReply() {}

    static byte[] of(Reply reply) {
        var head = new StringBuilder("HTTP/1.1 %d Refused\r\n".formatted(reply.status()));
        reply.contentType()
                .ifPresent(type -> head.append("Content-Type: ").append(type).append("\r\n"));
        Dispatcher.SECURITY_HEADERS.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Connection: close\r\nContent-Length: %d\r\n\r\n".formatted(reply.body().length));
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(reply.body());
        return bytes.toByteArray();
    }
}
