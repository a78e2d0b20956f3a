package waybill.adapter.http;

import java.util.ArrayList;
import java.util.List;

/** Reads the lines of one head, up to a limit. Beyond {@value #USUAL_BYTES} bytes it holds only what is granted. */
final class WireHead {
    static final int MAX_REQUEST_LINE_LENGTH = 8 * 1024;
    static final int MAX_HEADER_BYTES = 16 * 1024;
    static final int USUAL_BYTES = 4 * 1024;
    private static final int MAX_FIELDS = 100;

    /** What a line takes as objects, its name and its value each a string, besides its characters. */
    private static final int BYTES_PER_LINE = 96;

    private static final int LINE_END_LENGTH = 2;

    private final WireInput input;
    private final RequestMemory.Share memory;
    private volatile boolean headOnly;
    private int held;

    WireHead(WireInput input, RequestMemory.Share memory) {
        this.input = input;
        this.memory = memory;
    }

    /** Whether the request read last, as far as it has come, is one for a head alone. */
    boolean isForHeadOnly() {
        return headOnly;
    }

    RequestHead read() throws WireRefusal {
        headOnly = false;
        held = 0;
        List<String> lines = new ArrayList<>();
        lines.add(requestLine());
        int left = MAX_HEADER_BYTES;
        while (true) {
            var line = line(left);
            if (line.isEmpty()) {
                return RequestHead.parse(lines);
            }
            requireAtMost(left, line, ProblemCode.HEADERS_TOO_LARGE, MAX_HEADER_BYTES);
            if (lines.size() > MAX_FIELDS) {
                throw new WireRefusal(
                        ProblemCode.HEADERS_TOO_LARGE, "at most %d headers are taken".formatted(MAX_FIELDS));
            }
            lines.add(line);
            hold(BYTES_PER_LINE);
            left -= line.length() + LINE_END_LENGTH;
        }
    }

    private String requestLine() throws WireRefusal {
        var line = line(MAX_REQUEST_LINE_LENGTH);
        if (line.isEmpty()) {
            throw WireRefusal.malformed("there is no request line");
        }
        headOnly = line.startsWith("HEAD ");
        requireAtMost(MAX_REQUEST_LINE_LENGTH, line, ProblemCode.URI_TOO_LONG, MAX_REQUEST_LINE_LENGTH);
        return line;
    }

    /** The next line, or of one that is longer than the limit the beginning, longer than the limit as well. */
    private String line(int limit) throws WireRefusal {
        // Nearly always the whole line: nothing is put together.
        var line = input.run(limit);
        hold(line.length());
        while (true) {
            int c = input.read();
            if (c == '\r') {
                if (input.read() != '\n') {
                    throw WireRefusal.malformed("a line does not end with CR LF");
                }
                return line;
            }
            if (c == '\n' || c == 0) {
                throw WireRefusal.malformed("a line does not end with CR LF");
            }
            if (line.length() >= limit) {
                return line + (char) c;
            }
            var more = (char) c + input.run(limit - line.length() - 1);
            hold(more.length());
            line += more;
        }
    }

    private void hold(int bytes) throws WireRefusal {
        held += bytes;
        if (held > USUAL_BYTES) {
            memory.take(Math.min(bytes, held - USUAL_BYTES));
        }
    }

    private static void requireAtMost(int left, String line, ProblemCode whenLonger, int limit) throws WireRefusal {
        if (line.length() > left) {
            throw new WireRefusal(whenLonger, "the limit is %d bytes".formatted(limit));
        }
    }
}
