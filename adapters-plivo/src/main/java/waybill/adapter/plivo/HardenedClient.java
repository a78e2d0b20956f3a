package waybill.adapter.plivo;

import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.plivo.api.PlivoAPIService;
import com.plivo.api.PlivoClient;
import com.plivo.api.models.base.LogLevel;
import com.plivo.api.models.message.MessageType;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;

/**
 * plivo-java's client, made unable to send twice. The SDK finishes the builder it is given with things that must go: a
 * pool of five idle connections, so that most requests of a busy account would begin with a handshake; an interceptor
 * that turns a broken answer into a 204; and a logger that sees the Authorization header. So the SDK's request model,
 * its headers and its reading of answers are used, over an HTTP client built again without those.
 */
final class HardenedClient extends PlivoClient implements AutoCloseable {
    private static final Duration MAX_CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Plivo allows 100 requests at once for an account. */
    private static final int MAX_IDLE_CONNECTIONS = 100;

    /**
     * Shorter than the 5 s after which the hastiest of servers close what is idle, some with a 408 that nobody asked for: a
     * request that meets either has an unknown outcome.
     */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(4);

    /** Plivo writes its message types in lower case, as their text is; the SDK's own module for it is private. */
    private static final SimpleModule TYPES =
            new SimpleModule("waybill").addSerializer(MessageType.class, ToStringSerializer.instance);

    private final ConnectionPool connections =
            new ConnectionPool(MAX_IDLE_CONNECTIONS, KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS);
    private final PlivoAPIService service;

    private HardenedClient(PlivoAccount account, String baseUrl, OkHttpClient.Builder builder) {
        super(account.authId(), account.tokens().getFirst(), builder, baseUrl, TYPES, LogLevel.NONE);
        builder.networkInterceptors().clear();
        builder.addNetworkInterceptor(Wire::onNetwork).connectionPool(connections);
        this.service = new Retrofit.Builder()
                .client(builder.build())
                .baseUrl(baseUrl)
                .addConverterFactory(JacksonConverterFactory.create(getObjectMapper()))
                .build()
                .create(PlivoAPIService.class);
    }

    static HardenedClient of(PlivoAccount account) {
        return of(account, Dns.SYSTEM);
    }

    static HardenedClient of(PlivoAccount account, Dns names) {
        var baseUrl = PublicUrl.of(account.apiUrl()).text() + "/v1/";
        return new HardenedClient(account, baseUrl, builder(account.callTimeout(), new Addresses(names)));
    }

    private static OkHttpClient.Builder builder(Duration callTimeout, Addresses addresses) {
        return new OkHttpClient.Builder()
                .dns(addresses)
                // Each of these would send a POST again, or send it elsewhere.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .proxyAuthenticator(Authenticator.NONE)
                .proxy(Proxy.NO_PROXY)
                // HTTP/2 would put many messages at the mercy of one connection.
                .protocols(List.of(Protocol.HTTP_1_1))
                .callTimeout(callTimeout)
                .connectTimeout(callTimeout.compareTo(MAX_CONNECT_TIMEOUT) < 0 ? callTimeout : MAX_CONNECT_TIMEOUT)
                // Within the time for all: a timer for each read and each write would only be work.
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .eventListenerFactory(_ -> Wire.current(addresses))
                .addInterceptor(Wire::onApplication);
    }

    @Override
    public PlivoAPIService getApiService() {
        return service;
    }

    /** Closes the connections that are not in use. */
    @Override
    public void close() {
        connections.evictAll();
    }
}
