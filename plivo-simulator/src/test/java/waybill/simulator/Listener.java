package waybill.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** A real HTTP server that takes callbacks and answers each with the status it is told to. */
final class Listener implements AutoCloseable {

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<Received> answer = _ -> 204;

    record Received(String method, String target, Map<String, String> headers, String body) {

        /** The parameters of the body, or those of the query of a GET. */
        Map<String, String> parameters() {
            int question = target.indexOf('?');
            var encoded = method.equals("GET") ? target.substring(question + 1) : body;
            return Parameters.decode(encoded).list().stream()
                    .collect(Collectors.toMap(Parameters.Parameter::name, Parameters.Parameter::value));
        }

        String parameter(String name) {
            return parameters().getOrDefault(name, "absent");
        }

        String header(String name) {
            return headers.getOrDefault(name, "absent");
        }
    }

    Listener() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    void answer(ToIntFunction<Received> other) {
        answer = other;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    List<Received> received() {
        return received;
    }

    List<String> statuses() {
        return received.stream().map(callback -> callback.parameter("Status")).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders().keySet().stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> String.join(",", exchange.getRequestHeaders().get(name)),
                        (a, _) -> a,
                        () -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER)));
        var callback = new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        received.add(callback);
        exchange.sendResponseHeaders(answer.applyAsInt(callback), -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
