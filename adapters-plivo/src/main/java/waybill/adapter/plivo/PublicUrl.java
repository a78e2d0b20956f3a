package waybill.adapter.plivo;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Locale;

/**
 * A base URL taken apart. Plivo is given it, signs it, and callbacks are verified against it, never against what a
 * request says of itself.
 *
 * @param port as {@code :8443}; empty when there is none
 * @param prefix of the path, without a trailing slash; empty when there is none
 */
record PublicUrl(String scheme, String host, String port, String prefix) {
    PublicUrl {
        requireNonNull(scheme, "scheme");
        requireNonNull(host, "host");
        requireNonNull(port, "port");
        requireNonNull(prefix, "prefix");
    }

    static PublicUrl of(URI url) {
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!web
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "a base URL is http or https with a host, without user info, query or fragment");
        }
        var port = url.getPort() < 0 ? "" : ":" + url.getPort();
        var path = url.getRawPath();
        var prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return new PublicUrl(
                url.getScheme().toLowerCase(Locale.ROOT), url.getHost().toLowerCase(Locale.ROOT), port, prefix);
    }

    String authority() {
        return host + port;
    }

    String text() {
        return scheme + "://" + authority() + prefix;
    }
}
