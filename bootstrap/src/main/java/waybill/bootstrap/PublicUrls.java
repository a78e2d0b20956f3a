package waybill.bootstrap;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** URLs on whose spelling every one of Plivo's signature implementations agrees. */
final class PublicUrls {
    private static final int MAX_PORT = 65_535;

    private PublicUrls() {}

    /** Reads a base URL and drops a slash at its end; empty when anything about it could be spelled in two ways. */
    static Optional<URI> parse(String text) {
        var base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        try {
            var url = URI.create(base);
            boolean plain = url.getScheme() != null
                    && (url.getScheme().equals("https") || url.getScheme().equals("http"))
                    && url.getHost() != null
                    && !url.getRawAuthority().endsWith(":")
                    && (url.getPort() == -1 || (url.getPort() > 0 && url.getPort() <= MAX_PORT))
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && base.equals(base.toLowerCase(Locale.ROOT))
                    && !base.contains("%")
                    && !base.endsWith("/")
                    && url.equals(url.normalize())
                    && !url.getRawPath().contains("//");
            return plain ? Optional.of(url) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whether a simulated Plivo on this machine calls back to this machine: nothing of it needs to be safe. */
    static boolean areSimulated(URI publicUrl, URI apiUrl) {
        return isLoopback(publicUrl) && isLoopback(apiUrl);
    }

    static boolean isLoopback(URI url) {
        var host = String.valueOf(url.getHost());
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
