package waybill.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs callbacks by Plivo's V3. Used by one thread. */
final class Signer {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    Signer(String token) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.getBytes(UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** The question mark is there although the URL has no query: Plivo's SDKs sign it. */
    String v3(String url, CallbackForm form, String nonce) {
        var signed = url + "?" + form.signed() + "." + nonce;
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    }
}
