package waybill.adapter.http;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Reads bodies, whole, up to a limit. */
final class WireBody {
    /** Of a line that holds a chunk's size and its extensions, and of a line of a trailer. */
    private static final int MAX_LINE_LENGTH = 256;

    /** A chunk may hold a single byte, but not for ever: that is how extensions and tiny chunks are made costly. */
    private static final int MAX_WIRE_BYTES_PER_BYTE = 8;

    /** What a chunk's size is taken for when it is larger. */
    private static final int HUGE = Integer.MAX_VALUE / 2;

    private static final int FIRST_ALLOCATION = 8 * 1024;

    private final WireInput input;
    private final int limit;

    WireBody(WireInput input, int limit) {
        this.input = input;
        this.limit = limit;
    }

    byte[] read(RequestHead.Framing framing) throws WireRefusal {
        return switch (framing) {
            case RequestHead.Framing.None() -> new byte[0];
            case RequestHead.Framing.Length(var bytes) -> ofLength(checked(bytes));
            case RequestHead.Framing.Chunked() -> chunked();
        };
    }

    int checked(long length) throws WireRefusal {
        if (length > limit) {
            throw new WireRefusal(ProblemCode.PAYLOAD_TOO_LARGE, "a body has at most %d bytes".formatted(limit));
        }
        return (int) length;
    }

    /** Grows as bytes come: a length that is only announced costs nothing. */
    private byte[] ofLength(int length) {
        var body = new byte[Math.min(length, FIRST_ALLOCATION)];
        input.read(body, 0);
        while (body.length < length) {
            int filled = body.length;
            body = Arrays.copyOf(body, Math.min(length, 2 * filled));
            input.read(body, filled);
        }
        return body;
    }

    private byte[] chunked() throws WireRefusal {
        var body = new ByteArrayOutputStream();
        int onWire = 0;
        while (true) {
            var line = line();
            int size = size(line);
            onWire += line.length() + size;
            checked((long) body.size() + size);
            if (onWire > MAX_WIRE_BYTES_PER_BYTE * limit) {
                throw new WireRefusal(ProblemCode.PAYLOAD_TOO_LARGE, "the chunks are too small for so large a body");
            }
            if (size == 0) {
                skipTrailer();
                return body.toByteArray();
            }
            body.writeBytes(ofLength(size));
            if (!line().isEmpty()) {
                throw WireRefusal.malformed("a chunk is longer than its size");
            }
        }
    }

    private static int size(String line) throws WireRefusal {
        int semicolon = line.indexOf(';');
        var digits = (semicolon < 0 ? line : line.substring(0, semicolon)).stripTrailing();
        if (digits.isEmpty() || !digits.chars().allMatch(WireGrammar::isHex)) {
            throw WireRefusal.malformed("a chunk's size is not a number");
        }
        long size = 0;
        for (int i = 0; i < digits.length(); i++) {
            size = Math.min(16 * size + Character.digit(digits.charAt(i), 16), HUGE);
        }
        return (int) size;
    }

    /** Trailers say nothing that we use, but end the message. */
    private void skipTrailer() throws WireRefusal {
        int left = MAX_LINE_LENGTH;
        for (var line = line(); !line.isEmpty(); line = line()) {
            left -= line.length();
            if (left < 0) {
                throw new WireRefusal(ProblemCode.HEADERS_TOO_LARGE, "the trailer is too large");
            }
        }
    }

    private String line() throws WireRefusal {
        var line = new StringBuilder();
        while (true) {
            int c = input.read();
            if (c == '\r') {
                if (input.read() != '\n') {
                    throw WireRefusal.malformed("a line does not end with CR LF");
                }
                return line.toString();
            }
            if (c < ' ' && c != '\t') {
                throw WireRefusal.malformed("a chunk's head holds a control character");
            }
            if (line.length() == MAX_LINE_LENGTH) {
                throw WireRefusal.malformed("a chunk's head is too long");
            }
            line.append((char) c);
        }
    }
}
