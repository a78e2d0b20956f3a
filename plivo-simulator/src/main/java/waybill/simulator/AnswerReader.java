package waybill.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads the answers of one connection: of each the status, and as much of the rest as finds where the next begins. */
final class AnswerReader {

    private static final int BUFFER = 4096;
    private static final int MAX_LINES = 200;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final InputStream input;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int end;
    private boolean last;

    AnswerReader(InputStream input) {
        this.input = input;
    }

    /** Whether the connection is of no further use: nobody knows where this answer ends, or what it says ends it. */
    boolean isLast() {
        return last;
    }

    /** Whether more has come than was asked for: it would be taken for the answer to what is asked next. */
    boolean holdsMore() {
        return position < end;
    }

    /** Takes in the next answer; returns its status. */
    int read() throws IOException {
        last = true;
        int status = head();
        while (status < OK && status != SWITCHING_PROTOCOLS) {
            status = head();
        }
        return status;
    }

    private int head() throws IOException {
        var start = line();
        if (!start.startsWith("HTTP/1.") || start.length() < STATUS_AT + 3) {
            throw new IOException("no answer of HTTP/1.1");
        }
        int status = Integer.parseInt(start, STATUS_AT, STATUS_AT + 3, 10);
        boolean closes = !start.startsWith("HTTP/1.1");
        boolean chunked = false;
        long length = -1;
        int lines = 0;
        while (true) {
            if (++lines > MAX_LINES) {
                throw new IOException("an answer of too many lines");
            }
            if (skipsLine()) {
                continue;
            }
            var line = line();
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            var value = line.substring(colon + 1).strip();
            switch (line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Long.parseLong(value);
                case "transfer-encoding" -> chunked = true;
                case "connection" -> closes |= value.toLowerCase(Locale.ROOT).contains("close");
                default -> {
                    // Nothing that says where the answer ends.
                }
            }
        }
        if (status >= OK) {
            last = closes || !body(status, chunked, length);
        }
        return status;
    }

    /** Whether the end of the body is known, and was reached. */
    private boolean body(int status, boolean chunked, long length) throws IOException {
        if (status == NO_CONTENT || status == NOT_MODIFIED) {
            return true;
        }
        if (chunked) {
            for (long size = chunkSize(); size > 0; size = chunkSize()) {
                skip(size);
                line();
            }
            while (!line().isEmpty()) {
                // A trailer.
            }
            return true;
        }
        skip(Math.max(length, 0));
        return length >= 0;
    }

    private long chunkSize() throws IOException {
        var line = line();
        int extension = line.indexOf(';');
        return Long.parseLong((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
    }

    /** Passes over a line that is here as a whole and says nothing of use, without making a text of it. */
    private boolean skipsLine() {
        if (position == end || "cCtT\r\n".indexOf(buffer[position]) >= 0) {
            return false;
        }
        int feed = lineFeed();
        if (feed < 0) {
            return false;
        }
        position = feed + 1;
        return true;
    }

    /** Without its end, which is a line feed and mostly a carriage return before it. */
    private String line() throws IOException {
        fill();
        int feed = lineFeed();
        if (feed < 0) {
            return lineInPieces();
        }
        int length = feed > position && buffer[feed - 1] == '\r' ? feed - 1 - position : feed - position;
        var line = new String(buffer, position, length, ISO_8859_1);
        position = feed + 1;
        return line;
    }

    /** Where in the buffer the line ends that begins here; negative when that has not come yet. */
    private int lineFeed() {
        for (int i = position; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private String lineInPieces() throws IOException {
        var line = new StringBuilder();
        while (true) {
            fill();
            int start = position;
            while (position < end && buffer[position] != '\n') {
                position++;
            }
            line.append(new String(buffer, start, position - start, ISO_8859_1));
            if (line.length() > BUFFER) {
                throw new IOException("an answer with a line too long");
            }
            if (position < end) {
                position++;
                int length = line.length();
                return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
            }
        }
    }

    private void skip(long bytes) throws IOException {
        for (long left = bytes; left > 0; ) {
            fill();
            int taken = (int) Math.min(left, end - position);
            position += taken;
            left -= taken;
        }
    }

    private void fill() throws IOException {
        if (position == end) {
            position = 0;
            end = Math.max(0, input.read(buffer));
            if (end == 0) {
                throw new EOFException("the connection was closed");
            }
        }
    }
}
