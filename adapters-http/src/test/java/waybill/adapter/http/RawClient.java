package waybill.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A client that sends whatever it is told, byte by byte. */
final class RawClient implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;
    private final InputStream input;

    RawClient(HttpServer server) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        input = new BufferedInputStream(socket.getInputStream());
    }

    record Response(int status, Map<String, String> headers, String text) {
        JsonNode json() throws IOException {
            return JSON.readTree(text);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    static Response call(HttpServer server, String request) throws IOException {
        try (var client = new RawClient(server)) {
            client.send(request);
            return client.receive();
        }
    }

    /** A request with a key. */
    static Response call(HttpServer server, String method, String target) throws IOException {
        return call(server, head(method, target) + "\r\n");
    }

    static Response post(HttpServer server, String target, String body, String... headers) throws IOException {
        return call(server, post(target, body, headers));
    }

    static String post(String target, String body, String... headers) {
        var request = new StringBuilder(head("POST", target));
        for (var header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append("Content-Type: application/json\r\nContent-Length: ")
                .append(body.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    static String head(String method, String target) {
        return "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                .formatted(method, target, TestApi.KEY);
    }

    void send(String request) throws IOException {
        send(request.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
    }

    Response receive() throws IOException {
        return receiveUnlessCut().orElseThrow(() -> new IOException("the connection was cut"));
    }

    /** Empty when the connection ends, or breaks, before a response begins. */
    Optional<Response> receiveUnlessCut() throws IOException {
        var statusLine = line();
        if (statusLine.isEmpty()) {
            return Optional.empty();
        }
        var head = receiveHead(statusLine.get());
        int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
        return Optional.of(new Response(
                head.status(), head.headers(), new String(input.readNBytes(length), StandardCharsets.UTF_8)));
    }

    /** The head alone, as after a request for it. */
    Response receiveHead() throws IOException {
        return receiveHead(line().orElseThrow());
    }

    private Response receiveHead(String statusLine) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (var line = line().orElseThrow(); !line.isEmpty(); line = line().orElseThrow()) {
            headers.put(
                    line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                    line.substring(line.indexOf(':') + 1).strip());
        }
        return new Response(Integer.parseInt(statusLine.split(" ", -1)[1]), headers, "");
    }

    /** Whether the server has ended the connection, with nothing more to say. */
    boolean isCut() {
        try {
            return input.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether nothing comes, and the connection lives, for as long as its time-out. */
    boolean isSilent() throws IOException {
        try {
            input.read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Optional<String> line() throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            int c;
            try {
                c = input.read();
            } catch (SocketTimeoutException e) {
                throw e;
            } catch (IOException e) {
                return Optional.empty();
            }
            if (c < 0) {
                return line.size() == 0 ? Optional.empty() : Optional.of(line.toString(StandardCharsets.ISO_8859_1));
            }
            if (c == '\n') {
                return Optional.of(line.toString(StandardCharsets.ISO_8859_1).strip());
            }
            line.write(c);
        }
    }
}
