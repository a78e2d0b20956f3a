package waybill.adapter.http;

import java.util.ArrayList;
import java.util.List;

/** Reads the lines of a head, up to a limit. */
final class WireHead {
    static final int MAX_REQUEST_LINE_LENGTH = 8 * 1024;
    static final int MAX_HEADER_BYTES = 16 * 1024;

    private static final int LINE_END_LENGTH = 2;

    private final WireInput input;

    WireHead(WireInput input) {
        this.input = input;
    }

    RequestHead read() throws WireRefusal {
        List<String> lines = new ArrayList<>();
        lines.add(requestLine());
        int left = MAX_HEADER_BYTES;
        while (true) {
            var line = line(left, ProblemCode.HEADERS_TOO_LARGE);
            if (line.isEmpty()) {
                return RequestHead.parse(lines);
            }
            lines.add(line);
            left -= line.length() + LINE_END_LENGTH;
        }
    }

    private String requestLine() throws WireRefusal {
        var line = line(MAX_REQUEST_LINE_LENGTH, ProblemCode.URI_TOO_LONG);
        if (line.isEmpty()) {
            throw WireRefusal.malformed("there is no request line");
        }
        return line;
    }

    private String line(int limit, ProblemCode whenTooLong) throws WireRefusal {
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
                throw new WireRefusal(whenTooLong, "the limit is %d bytes".formatted(limitOf(whenTooLong)));
            }
            line += (char) c + input.run(limit - line.length() - 1);
        }
    }

    private static int limitOf(ProblemCode code) {
        return code == ProblemCode.URI_TOO_LONG ? MAX_REQUEST_LINE_LENGTH : MAX_HEADER_BYTES;
    }
}
