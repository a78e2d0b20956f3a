package waybill.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Plivo's webhook signatures, written from the source of Plivo's SDKs and checked against their vectors.
 *
 * <p>Nothing is shared with the verifier of Waybill: two implementations that agree are evidence, one is not.
 */
final class Signature {

    /** For the text of a delivery report. */
    private static final int ROOM = 768;

    /** Of the few tokens that sign. */
    private static final Map<String, HmacSha256> KEYED = new ConcurrentHashMap<>();

    private Signature() {}

    /** Covers scheme, host, port and path alone. */
    static String v2(String token, String url, String nonce) {
        return hmac(token, Url.of(url).base() + nonce);
    }

    /** Covers the URL with its query and the decoded parameters; {@code parameters} of a GET join the query. */
    static String v3(String token, String method, String url, Parameters parameters, String nonce) {
        var given = Url.of(url);
        var query = Parameters.decode(given.query());
        var signed = new StringBuilder(ROOM).append(given.base());
        if (method.equals("GET")) {
            get(query.and(parameters), signed);
        } else {
            post(query, parameters, signed);
        }
        return hmac(token, signed.append('.').append(nonce).toString());
    }

    private static void get(Parameters all, StringBuilder signed) {
        if (!all.isEmpty()) {
            signed.append('?');
            pairs(all, signed);
        }
    }

    private static void post(Parameters query, Parameters body, StringBuilder signed) {
        if (query.isEmpty() && body.isEmpty()) {
            return;
        }
        signed.append('?');
        pairs(query, signed);
        if (!query.isEmpty() && !body.isEmpty()) {
            signed.append('.');
        }
        for (var parameter : body.sorted().list()) {
            signed.append(parameter.name()).append(parameter.value());
        }
    }

    private static void pairs(Parameters parameters, StringBuilder signed) {
        boolean first = true;
        for (var parameter : parameters.sorted().list()) {
            signed.append(first ? "" : "&").append(parameter.name()).append('=').append(parameter.value());
            first = false;
        }
    }

    private static String hmac(String token, String signed) {
        var hmac = KEYED.computeIfAbsent(token, key -> new HmacSha256(key.getBytes(UTF_8)));
        return Base64.getEncoder().encodeToString(hmac.of(signed.getBytes(UTF_8)));
    }

    /** A URL without its fragment. */
    private record Url(String base, String query) {

        static Url of(String url) {
            int hash = url.indexOf('#');
            var whole = hash < 0 ? url : url.substring(0, hash);
            int question = whole.indexOf('?');
            return question < 0
                    ? new Url(whole, "")
                    : new Url(whole.substring(0, question), whole.substring(question + 1));
        }
    }
}
