package waybill.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Plivo's webhook signatures, written from the source of Plivo's SDKs and checked against their vectors.
 *
 * <p>Nothing is shared with the verifier of Waybill: two implementations that agree are evidence, one is not.
 */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";

    /** Of the few tokens that sign: to find an algorithm and to take in a key cost more than to sign. */
    private static final Map<String, Mac> KEYED = new ConcurrentHashMap<>();

    private Signature() {}

    /** Covers scheme, host, port and path alone. */
    static String v2(String token, String url, String nonce) {
        return hmac(token, base(url) + nonce);
    }

    /** Covers the URL with its query and the decoded parameters; {@code parameters} of a GET join the query. */
    static String v3(String token, String method, String url, Parameters parameters, String nonce) {
        var query = Parameters.decode(query(url));
        var signed = method.equals("GET") ? get(base(url), query.and(parameters)) : post(base(url), query, parameters);
        return hmac(token, signed + "." + nonce);
    }

    private static String get(String base, Parameters all) {
        return all.isEmpty() ? base : base + "?" + pairs(all);
    }

    private static String post(String base, Parameters query, Parameters body) {
        if (query.isEmpty() && body.isEmpty()) {
            return base;
        }
        var signed = new StringBuilder(base).append('?').append(pairs(query));
        if (!query.isEmpty() && !body.isEmpty()) {
            signed.append('.');
        }
        for (var parameter : body.sorted().list()) {
            signed.append(parameter.name()).append(parameter.value());
        }
        return signed.toString();
    }

    private static String pairs(Parameters parameters) {
        var pairs = new StringBuilder();
        for (var parameter : parameters.sorted().list()) {
            pairs.append(pairs.isEmpty() ? "" : "&")
                    .append(parameter.name())
                    .append('=')
                    .append(parameter.value());
        }
        return pairs.toString();
    }

    private static String base(String url) {
        var withoutFragment = withoutFragment(url);
        int question = withoutFragment.indexOf('?');
        return question < 0 ? withoutFragment : withoutFragment.substring(0, question);
    }

    private static String query(String url) {
        var withoutFragment = withoutFragment(url);
        int question = withoutFragment.indexOf('?');
        return question < 0 ? "" : withoutFragment.substring(question + 1);
    }

    private static String withoutFragment(String url) {
        int hash = url.indexOf('#');
        return hash < 0 ? url : url.substring(0, hash);
    }

    private static String hmac(String token, String signed) {
        try {
            var mac = (Mac) KEYED.computeIfAbsent(token, Signature::keyed).clone();
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("that of every JDK can be copied", e);
        }
    }

    private static Mac keyed(String token) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.getBytes(UTF_8), ALGORITHM));
            // Takes the key in, which else each copy would do.
            mac.update(new byte[0]);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
