package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Plivo does, written from the description of the algorithm alone: it shares nothing with what it tests. */
final class Signer {
    /** Strings by their UTF-8 bytes. */
    private static final Comparator<String> BYTE_ORDER =
            (left, right) -> Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));

    private static final Comparator<Pair> PAIR_ORDER =
            Comparator.comparing(Pair::name, BYTE_ORDER).thenComparing(Pair::value, BYTE_ORDER);

    private Signer() {}

    /** One decoded parameter. */
    record Pair(String name, String value) {}

    static String v2(String token, String url, String nonce) {
        return hmac(token, withoutQuery(url) + nonce);
    }

    static String v3Post(String token, String url, List<Pair> body, String nonce) {
        var query = query(url);
        var text = withoutQuery(url)
                + (query.isEmpty() && body.isEmpty() ? "" : "?")
                + joined(query)
                + (query.isEmpty() || body.isEmpty() ? "" : ".")
                + body.stream()
                        .sorted(PAIR_ORDER)
                        .map(pair -> pair.name() + pair.value())
                        .collect(Collectors.joining());
        return hmac(token, text + "." + nonce);
    }

    static String v3Get(String token, String url, String nonce) {
        var query = query(url);
        return hmac(token, withoutQuery(url) + (query.isEmpty() ? "" : "?") + joined(query) + "." + nonce);
    }

    static String hmac(String token, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Percent-encodes all but letters and digits. */
    static String encoded(String text) {
        var encoded = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
            encoded.append(plain ? Character.toString(b) : "%%%02X".formatted(b & 0xFF));
        }
        return encoded.toString();
    }

    static String form(List<Pair> pairs) {
        return pairs.stream()
                .map(pair -> encoded(pair.name()) + "=" + encoded(pair.value()))
                .collect(Collectors.joining("&"));
    }

    private static String withoutQuery(String url) {
        return url.contains("?") ? url.substring(0, url.indexOf('?')) : url;
    }

    private static List<Pair> query(String url) {
        if (!url.contains("?")) {
            return List.of();
        }
        return Stream.of(url.substring(url.indexOf('?') + 1).split("&", -1))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.contains("=") ? pair : pair + "=")
                .map(pair -> new Pair(
                        URLDecoder.decode(pair.substring(0, pair.indexOf('=')), UTF_8),
                        URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), UTF_8)))
                .toList();
    }

    private static String joined(List<Pair> query) {
        return query.stream()
                .sorted(PAIR_ORDER)
                .map(pair -> pair.name() + "=" + pair.value())
                .collect(Collectors.joining("&"));
    }
}
