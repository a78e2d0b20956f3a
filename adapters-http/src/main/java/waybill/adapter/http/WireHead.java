package waybill.adapter.http;

import java.util.ArrayList;
import java.util.List;

/** Reads the lines of a head, up to a limit. */
final class WireHead {
    static final int MAX_REQUEST_LINE_LENGTH = 8 * 1024;
    static final int MAX_HEADER_BYTES = 16 * 1024;

    private static final int LINE_END_LENGTH = 2;

    private final WireInput input;
    private volatile boolean headOnly;

    WireHead(WireInput input) {
        this.input = input;
    }

    /** Whether the request read last, as far as it has come, is one for a head alone. */
    boolean isForHeadOnly() {
        return headOnly;
    }

    RequestHead read() throws WireRefusal {
        headOnly = false;
        List<String> lines = new ArrayList<>();
        lines.add(requestLine());
        int left = MAX_HEADER_BYTES;
        while (true) {
            var line = line(left);
            if (line.isEmpty()) {
                return RequestHead.parse(lines);
            }
            requireAtMost(left, line, ProblemCode.HEADERS_TOO_LARGE, MAX_HEADER_BYTES);
            lines.add(line);
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
            line += (char) c + input.run(limit - line.length() - 1);
        }
    }

    private static void requireAtMost(int left, String line, ProblemCode whenLonger, int limit) throws WireRefusal {
        if (line.length() > left) {
            throw new WireRefusal(whenLonger, "the limit is %d bytes".formatted(limit));
        }
    }
}
