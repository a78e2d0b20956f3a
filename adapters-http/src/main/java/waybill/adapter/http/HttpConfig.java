package waybill.adapter.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * How the server listens and what it grants.
 *
 * @param port 0 for any that is free
 * @param apiKeys one at least, each {@value #MIN_API_KEY_LENGTH} characters or more
 * @param callbackAck the status that acknowledges a callback: 204 or 200
 */
public record HttpConfig(String host, int port, List<String> apiKeys, int callbackAck, Limits limits) {
    public static final int MIN_API_KEY_LENGTH = 24;
    private static final int MAX_PORT = 65_535;

    public HttpConfig {
        requireNonNull(host, "host");
        requireNonNull(limits, "limits");
        apiKeys = List.copyOf(apiKeys);
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is 0 to %d".formatted(MAX_PORT));
        }
        if (apiKeys.isEmpty() || !apiKeys.stream().allMatch(HttpConfig::isUsable)) {
            throw new IllegalArgumentException(
                    "one API key is needed, and each has at least %d visible ASCII characters"
                            .formatted(MIN_API_KEY_LENGTH));
        }
        if (callbackAck != 204 && callbackAck != 200) {
            throw new IllegalArgumentException("a callback is acknowledged with 204 or 200");
        }
    }

    /** Whether it is long enough for a key, and a header can carry it as it is. */
    public static boolean isUsable(String key) {
        return key.length() >= MIN_API_KEY_LENGTH && key.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    /** Never the keys. */
    @Override
    public String toString() {
        return "HttpConfig[%s:%d, %d API keys]".formatted(host, port, apiKeys.size());
    }

    /**
     * What a caller may take.
     *
     * @param head time for a request's head to arrive, in all
     * @param body time for its body to arrive, in all
     * @param idle how long a connection may wait for its next request
     * @param answer time for the other side to take an answer
     * @param work time for an act before the request is answered 503
     * @param readiness time for all checks of readiness
     * @param grace time for running requests to end when the server stops
     * @param connections at once, fewer where the heap or the limit of open files bears fewer; more wait to be accepted
     * @param requests at once; more are answered 503
     */
    public record Limits(
            Duration head,
            Duration body,
            Duration idle,
            Duration answer,
            Duration work,
            Duration readiness,
            Duration grace,
            int connections,
            int requests) {
        public static final Limits DEFAULT = new Limits(
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                2_000,
                1_000);

        public Limits {
            for (var duration : List.of(head, body, idle, answer, work, readiness)) {
                if (!duration.isPositive()) {
                    throw new IllegalArgumentException("a time limit is positive");
                }
            }
            if (grace.isNegative() || connections < 1 || requests < 1) {
                throw new IllegalArgumentException("a limit is 1 or more");
            }
        }

        /** The same, but for the time that running requests get when the server stops. */
        public Limits withGrace(Duration other) {
            return new Limits(head, body, idle, answer, work, readiness, other, connections, requests);
        }
    }
}
