package waybill.adapter.http;

import static java.util.Objects.requireNonNull;

import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/** Makes bytes of answers, all of them, so that each is one write. */
final class WireReply {
    private static final int NO_CONTENT = 204;
    private static final int USUAL_LENGTH = 256;

    /** What browsers shall not do with our answers. */
    private static final String SECURITY_HEADERS = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private volatile Dated lastDated = new Dated(Long.MIN_VALUE, "");

    WireReply(InstantSource clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    /** A second, as a Date header tells it. */
    private record Dated(long second, String text) {}

    /** With which the connection ends. */
    byte[] last(Reply reply, boolean headOnly) {
        return of(reply, true, headOnly);
    }

    /**
     * @param closes whether the connection ends with it
     * @param headOnly whether only the head is asked for
     */
    byte[] of(Reply reply, boolean closes, boolean headOnly) {
        var head = new StringBuilder(USUAL_LENGTH)
                .append("HTTP/1.1 ")
                .append(reply.status())
                .append(' ')
                .append(Status.create(reply.status()).reasonPhrase())
                .append("\r\nDate: ")
                .append(date())
                .append("\r\n")
                .append(SECURITY_HEADERS);
        reply.contentType().ifPresent(type -> add(head, "Content-Type", type));
        reply.headers().forEach((name, value) -> add(head, name, value));
        if (closes) {
            add(head, "Connection", "close");
        }
        // Where there can be no body, its length must not be told either (RFC 9110 §8.6).
        if (reply.status() != NO_CONTENT) {
            add(head, "Content-Length", String.valueOf(reply.body().length));
        }
        var bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        return headOnly ? bytes : joined(bytes, reply.body());
    }

    /** Made once a second, not once an answer. */
    private String date() {
        var now = clock.instant();
        var dated = lastDated;
        if (dated.second() != now.getEpochSecond()) {
            dated = new Dated(now.getEpochSecond(), DATE.format(now));
            lastDated = dated;
        }
        return dated.text();
    }

    private static void add(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static byte[] joined(byte[] head, byte[] body) {
        var all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
