package waybill.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import waybill.adapter.plivo.PlivoAccount;
import waybill.adapter.plivo.PlivoCallbacks;
import waybill.adapter.plivo.V2Policy;
import waybill.application.port.out.CallbackAuthenticator;
import waybill.application.port.out.CallbackAuthenticator.Authentication;
import waybill.application.port.out.CallbackAuthenticator.CallbackRequest;
import waybill.application.port.out.RawBody;

/**
 * What one would write in an afternoon on the same stack: Helidon, V3 verified, one narrow row, one transaction a
 * callback; and a route that reads its body and does nothing. A process of its own.
 */
final class PeerServer {
    static final String EMPTY = "/empty";
    static final String READY = "the peer listens";

    private static final int CONNECTIONS = 16;

    private final HikariDataSource pool;
    private final CallbackAuthenticator authenticator = authenticator();

    private PeerServer(HikariDataSource pool) {
        this.pool = pool;
    }

    static CallbackAuthenticator authenticator() {
        var account = new PlivoAccount(
                Account.AUTH_ID,
                List.of(Account.TOKEN),
                List.of(),
                PlivoAccount.PLIVO_API,
                PlivoAccount.DEFAULT_CALL_TIMEOUT);
        return new PlivoCallbacks(account, URI.create(Account.PUBLIC_URL), V2Policy.OWN_URL);
    }

    static void serve(Sessions database, int port) {
        var hikari = new HikariConfig();
        hikari.setJdbcUrl(database.url());
        hikari.setUsername(database.user());
        hikari.setPassword(database.password());
        hikari.setMaximumPoolSize(CONNECTIONS);
        var peer = new PeerServer(new HikariDataSource(hikari));
        WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .featuresDiscoverServices(false)
                .connectionOptions(SocketOptions.builder()
                        .tcpNoDelay(true)
                        .socketKeepAlive(true)
                        .readTimeout(Duration.ZERO)
                        .build())
                .routing(HttpRouting.builder()
                        .post(EMPTY, PeerServer::empty)
                        .post(CallbackRequests.PATH + "{id}", peer::callback))
                .build()
                .start();
        System.out.println(READY);
    }

    private static void empty(ServerRequest request, ServerResponse response) {
        request.content().as(byte[].class);
        response.status(Status.NO_CONTENT_204).send();
    }

    private void callback(ServerRequest request, ServerResponse response) throws SQLException {
        var id = request.path().pathParameters().get("id");
        var body = request.content().as(byte[].class);
        var callback = new CallbackRequest(
                "POST",
                request.path().rawPath(),
                "",
                Optional.of(id),
                headers(request),
                new RawBody(body),
                Instant.now());
        if (!(authenticator.authenticate(callback) instanceof Authentication.Authentic)) {
            response.status(Status.FORBIDDEN_403).send();
            return;
        }
        try (var connection = pool.getConnection();
                var statement = connection.prepareStatement(Narrow.INSERT)) {
            statement.setObject(1, UUID.fromString(id));
            statement.setBytes(2, body);
            statement.executeUpdate();
        }
        response.status(Status.NO_CONTENT_204).send();
    }

    private static Map<String, List<String>> headers(ServerRequest request) {
        var headers = new HashMap<String, List<String>>();
        request.headers().forEach(header -> headers.put(header.name().toLowerCase(Locale.ROOT), header.allValues()));
        return headers;
    }
}
