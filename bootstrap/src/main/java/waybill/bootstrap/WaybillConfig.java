package waybill.bootstrap;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import waybill.adapter.plivo.V2Policy;
import waybill.application.port.out.SubmissionQueue.SendingLimits;

/** Everything a running Waybill has been told. */
record WaybillConfig(
        Kind kind,
        String host,
        int port,
        URI publicUrl,
        int callbackAck,
        DatabaseSource database,
        int connections,
        Path data,
        List<String> apiKeys,
        Plivo plivo,
        boolean resendWhenAbsent,
        Times times,
        Keeping keeping) {

    /** What it is for; databases of one kind are closed to the other. */
    enum Kind {
        DEMO,
        LIVE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where messages are kept. */
    sealed interface DatabaseSource {
        /** A PostgreSQL of our own, under the data directory. */
        record Embedded() implements DatabaseSource {}

        /** A PostgreSQL that somebody else runs. */
        record External(String url, String user, String password) implements DatabaseSource {
            /** Never a secret. */
            @Override
            public String toString() {
                return "%s as %s".formatted(JdbcUrls.shown(url), user);
            }
        }
    }

    /** The account at Plivo. */
    record Plivo(
            String authId,
            List<String> tokens,
            List<String> subaccountTokens,
            V2Policy v2Policy,
            URI apiUrl,
            SendingLimits limits,
            int listsPerMinute) {
        /** Never a token. */
        @Override
        public String toString() {
            return "%s at %s".formatted(authId, apiUrl);
        }
    }

    /** How long things take. */
    record Times(
            Duration apiTimeout,
            Duration lease,
            Duration retryFirst,
            Duration retryLongest,
            Duration messageDeadline,
            Duration pollInterval,
            Duration reconcileAfter,
            Duration reconcileLongest,
            Duration settling,
            Duration settlingGap,
            Duration closeAfter,
            Duration stopTimeout) {}

    /**
     * How long things are kept.
     *
     * @param redactAfter until text and numbers are made unreadable; empty is never
     * @param retention until all is removed; empty is never
     */
    record Keeping(Optional<Duration> redactAfter, Optional<Duration> retention) {}

    boolean isSimulated() {
        return PublicUrls.areSimulated(publicUrl, plivo.apiUrl());
    }

    /** Where this machine reaches it: an address of IPv6 stands in brackets in a URL. */
    URI localUrl() {
        var reachable = switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> host.contains(":") ? "[%s]".formatted(host) : host;
        };
        return URI.create("http://%s:%d".formatted(reachable, port));
    }

    /** Never a key. */
    @Override
    public String toString() {
        return "%s on %s:%d for %s".formatted(kind.text(), host, port, publicUrl);
    }
}
