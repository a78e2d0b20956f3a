package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * What happened on the wire during one submission: the SDK's exceptions carry neither the status nor whether anything
 * was sent at all. Belongs to the thread that submits.
 */
final class Wire extends EventListener {
    /** Enough for any error of Plivo's; what a broken or hostile server sends beyond it is not read. */
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);
    private static final ScopedValue<Wire> CURRENT = ScopedValue.newInstance();

    private @Nullable Addresses addresses;
    private boolean claimed;
    private boolean requestStarted;
    private int status;
    private String body = "";
    private @Nullable Duration retryAfter;

    /** Runs one submission under this wire's eyes. */
    <T> T watch(Supplier<T> submission) {
        return ScopedValue.where(CURRENT, this).call(submission::get);
    }

    /** The wire of the submission that this thread makes. */
    static EventListener current(Addresses addresses) {
        var wire = CURRENT.get();
        wire.addresses = addresses;
        return wire;
    }

    /** Whether the first byte of the request may have been written: from here on it may have happened. */
    boolean requestStarted() {
        return requestStarted;
    }

    /** The true status of the answer; empty when none came. */
    OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** The beginning of the answer's body; empty when it could not be read. */
    String body() {
        return body;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress to, Proxy proxy, @Nullable Protocol protocol) {
        requireNonNull(addresses, "addresses").reached(to.getAddress());
    }

    @Override
    public void connectFailed(
            Call call, InetSocketAddress to, Proxy proxy, @Nullable Protocol protocol, IOException failure) {
        requireNonNull(addresses, "addresses").notReached(to.getAddress());
    }

    @Override
    public void requestHeadersStart(Call call) {
        requestStarted = true;
    }

    /**
     * Lets one request through, notes its true answer, and takes from it what makes OkHttp send again: on 503 with
     * {@code Retry-After: 0} it repeats a POST, whatever it was configured to do. Should it find another reason in some
     * later version, the second request fails here, before a byte of it is written.
     */
    static Response onNetwork(Interceptor.Chain chain) throws IOException {
        var wire = CURRENT.get();
        if (wire.claimed) {
            throw new IOException("a submission makes one request, never a second");
        }
        wire.claimed = true;
        var response = chain.proceed(chain.request());
        wire.status = response.code();
        wire.retryAfter = retryAfter(response).orElse(null);
        return response.newBuilder()
                .removeHeader("Retry-After")
                .removeHeader("Location")
                .build();
    }

    /** Reads the beginning of the body, so that neither the SDK nor its exceptions hold more. */
    static Response onApplication(Interceptor.Chain chain) throws IOException {
        Request request = chain.request();
        try (var response = chain.proceed(request)) {
            var media = response.body() == null ? null : response.body().contentType();
            var peeked = response.peekBody(MAX_BODY_BYTES).bytes();
            CURRENT.get().body = new String(peeked, UTF_8);
            return response.newBuilder()
                    .body(ResponseBody.create(peeked, media))
                    .build();
        }
    }

    /** RFC 9110 §10.2.3: seconds, or a date, which is measured against the answer's own: clocks differ. */
    private static Optional<Duration> retryAfter(Response response) {
        var text = header(response, "Retry-After");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(capped(Duration.ofSeconds(Long.parseLong(text))));
        }
        try {
            var then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            var now = ZonedDateTime.parse(header(response, "Date"), DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(now, then))
                    .filter(wait -> !wait.isNegative())
                    .map(Wire::capped);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String header(Response response, String name) {
        var value = response.header(name);
        return value == null ? "" : value.strip();
    }

    private static Duration capped(Duration wait) {
        return wait.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : wait;
    }
}
