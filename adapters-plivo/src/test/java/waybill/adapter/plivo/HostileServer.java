package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that reads requests like any other and answers as no server should. Its first answer goes to the first
 * request it reads, on whatever connection; the last one to all that follow.
 */
final class HostileServer implements AutoCloseable {
    /** Closes the connection, with the request read and no answer. */
    static final String DROP = "drop";

    /** Leaves the connection open and never answers. */
    static final String SILENCE = "silence";

    private final ServerSocket listener;
    private final List<String> answers;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Socket> connections = new ConcurrentLinkedQueue<>();

    record Request(String head, String body) {
        String line() {
            return head.lines().findFirst().orElseThrow();
        }
    }

    private HostileServer(ServerSocket listener, List<String> answers) {
        this.listener = listener;
        this.answers = answers;
    }

    static HostileServer answering(String... answers) {
        try {
            var server = new HostileServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), List.of(answers));
            Thread.ofVirtual().start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer with its length. */
    static String answer(String statusAndHeaders, String body) {
        return "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(statusAndHeaders, body.getBytes(UTF_8).length, body);
    }

    static String accepted(String id) {
        return answer(
                "202 ACCEPTED\r\nContent-Type: application/json",
                "{\"api_id\":\"a\",\"message\":\"message(s) queued\",\"message_uuid\":[\"%s\"]}".formatted(id));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    List<Request> requests() {
        return requests;
    }

    int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (var connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var connection = listener.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try {
            var in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                var answer = answerTo(read(in));
                if (answer.equals(SILENCE)) {
                    continue;
                }
                if (!answer.equals(DROP)) {
                    connection.getOutputStream().write(answer.getBytes(UTF_8));
                    connection.getOutputStream().flush();
                }
                if (answer.equals(DROP) || !answer.contains("Content-Length") || answer.contains("Connection: close")) {
                    connection.close();
                    return;
                }
            }
        } catch (IOException _) {
            // The client hung up.
        }
    }

    private synchronized String answerTo(Request request) {
        requests.add(request);
        return answers.get(Math.min(requests.size(), answers.size()) - 1);
    }

    private static Request read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("closed");
            }
            head.append((char) read);
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return new Request(head.toString(), new String(in.readNBytes(length), UTF_8));
    }
}
