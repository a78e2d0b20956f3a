package waybill.adapter.http;

import java.util.Arrays;

/** Reads one body, whole, up to a limit. Beyond {@value #FIRST_ALLOCATION} bytes it holds only what is granted. */
final class WireBody {
    /** Of a line that holds a chunk's size and its extensions, and of a line of a trailer. */
    private static final int MAX_LINE_LENGTH = 256;

    /** A chunk may hold a single byte, but not for ever: that is how extensions and tiny chunks are made costly. */
    private static final int MAX_WIRE_BYTES_PER_BYTE = 8;

    /** What a chunk's size is taken for when it is larger. */
    private static final int HUGE = Integer.MAX_VALUE / 2;

    static final int FIRST_ALLOCATION = 8 * 1024;

    private final WireInput input;
    private final int limit;
    private final RequestMemory.Share memory;
    private byte[] body = {};
    private int filled;

    WireBody(WireInput input, int limit, RequestMemory.Share memory) {
        this.input = input;
        this.limit = limit;
        this.memory = memory;
    }

    byte[] read(RequestHead.Framing framing) throws WireRefusal {
        return switch (framing) {
            case RequestHead.Framing.None() -> body;
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

    private byte[] ofLength(int length) throws WireRefusal {
        receive(length, length);
        return body;
    }

    private byte[] chunked() throws WireRefusal {
        int onWire = 0;
        while (true) {
            var line = line();
            int size = size(line);
            onWire += line.length() + size;
            checked((long) filled + size);
            if (onWire > MAX_WIRE_BYTES_PER_BYTE * limit) {
                throw new WireRefusal(ProblemCode.PAYLOAD_TOO_LARGE, "the chunks are too small for so large a body");
            }
            if (size == 0) {
                skipTrailer();
                return filled == body.length ? body : Arrays.copyOf(body, filled);
            }
            receive(size, limit);
            if (!line().isEmpty()) {
                throw WireRefusal.malformed("a chunk is longer than its size");
            }
        }
    }

    /** Grows as bytes come, up to so many: a length that is only announced costs nothing. */
    private void receive(int count, int most) throws WireRefusal {
        int end = filled + count;
        while (filled < end) {
            if (filled == body.length) {
                grow(Math.min(most, Math.max(Math.min(end, FIRST_ALLOCATION), 2 * filled)));
            }
            int next = Math.min(end, body.length);
            input.read(body, filled, next);
            filled = next;
        }
    }

    private void grow(int length) throws WireRefusal {
        if (length > FIRST_ALLOCATION) {
            memory.take(length - body.length);
        }
        body = Arrays.copyOf(body, length);
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
