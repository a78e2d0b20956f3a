package waybill.adapter.plivo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import waybill.application.port.out.CallbackAuthenticator.CallbackRequest;

/** The URLs that a callback may have been signed for when the configured one is slightly wrong. */
final class UrlVariations {
    private static final List<String> USUAL_PORTS = List.of("", ":443", ":80", ":8080");

    /** What a header may name as a host and be worth trying. */
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9.-]{1,100}(?::[0-9]{1,5})?");

    private static final Pattern PREFIX = Pattern.compile("/[A-Za-z0-9._/-]{1,100}");

    private final PublicUrl expected;
    private final CallbackRequest request;
    private final Map<String, String> whatByUrl = new LinkedHashMap<>();

    UrlVariations(PublicUrl expected, CallbackRequest request) {
        this.expected = expected;
        this.request = request;
    }

    /** What is different, by URL; without the expected one. */
    Map<String, String> all() {
        varySlash();
        varyScheme();
        varyHost("Host", "host");
        varyHost("X-Forwarded-Host", "x-forwarded-host");
        varyPort();
        varyPrefix();
        whatByUrl.remove(expected.text() + request.path());
        return whatByUrl;
    }

    private void varySlash() {
        var path = request.path();
        if (path.endsWith("/")) {
            add("without the slash at the end", expected, path.substring(0, path.length() - 1));
        } else {
            add("with a slash at the end", expected, path + "/");
        }
    }

    private void varyScheme() {
        add("with " + otherScheme() + "://", with(otherScheme(), expected.authority()), request.path());
    }

    private void varyHost(String shownName, String name) {
        first(name, AUTHORITY).ifPresent(authority -> {
            var what = "with the host of the header %s, %s".formatted(shownName, ForeignText.logged(authority));
            add(what, with(expected.scheme(), authority), request.path());
            add(what + " and " + otherScheme() + "://", with(otherScheme(), authority), request.path());
        });
    }

    private void varyPort() {
        var ofHost = first("host", AUTHORITY).filter(host -> host.contains(":")).map(UrlVariations::port);
        Stream.concat(USUAL_PORTS.stream(), ofHost.stream())
                .forEach(port -> add(
                        port.isEmpty() ? "without a port" : "with port " + port.substring(1),
                        with(expected.scheme(), expected.host() + port),
                        request.path()));
    }

    private void varyPrefix() {
        var bare = new PublicUrl(expected.scheme(), expected.host(), expected.port(), "");
        add("without the path prefix", bare, request.path());
        first("x-forwarded-prefix", PREFIX)
                .ifPresent(prefix -> add(
                        "with the path prefix of the header X-Forwarded-Prefix, " + ForeignText.logged(prefix),
                        bare,
                        prefix + request.path()));
    }

    private void add(String what, PublicUrl base, String path) {
        whatByUrl.putIfAbsent(base.text() + path, what);
    }

    private PublicUrl with(String scheme, String authority) {
        var port = authority.contains(":") ? port(authority) : "";
        var host = authority.substring(0, authority.length() - port.length());
        return new PublicUrl(scheme, host, port, expected.prefix());
    }

    private String otherScheme() {
        return expected.scheme().equals("https") ? "http" : "https";
    }

    private static String port(String authority) {
        return authority.substring(authority.indexOf(':'));
    }

    private Optional<String> first(String header, Pattern pattern) {
        return request.header(header).stream()
                .findFirst()
                .filter(value -> pattern.matcher(value).matches());
    }
}
