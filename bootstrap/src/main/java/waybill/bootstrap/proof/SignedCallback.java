package waybill.bootstrap.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A callback with its signature, as it goes to a node. */
record SignedCallback(String path, Map<String, String> headers, String body) {
    private static final String SHARED = "/callbacks/delivery-status";
    private static final String NONCE = "12345678901234567890";
    private static final String FORM = "application/x-www-form-urlencoded";

    /**
     * As it came; but for one recipient as if it had been sent to the shared URL, which Plivo would have signed.
     *
     * @param sharedFor the recipient, digits only
     */
    static SignedCallback of(HttpExchange exchange, String sharedFor) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (body.contains("To=" + sharedFor + "&")) {
            return signed(SHARED, body, Stage.TOKEN);
        }
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.regionMatches(true, 0, "X-Plivo-", 0, "X-Plivo-".length())
                    || name.equalsIgnoreCase("Content-Type")) {
                headers.put(name, values.getFirst());
            }
        });
        return new SignedCallback(exchange.getRequestURI().toString(), headers, body);
    }

    /** Signed with this token, by Plivo's rules for a POST to a URL without a query. */
    static SignedCallback signed(String path, String form, String token) {
        var pairs = Arrays.stream(form.split("&"))
                .map(pair -> pair.split("=", 2))
                .map(pair -> Map.entry(
                        URLDecoder.decode(pair[0], UTF_8), pair.length == 2 ? URLDecoder.decode(pair[1], UTF_8) : ""))
                .sorted(Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()))
                .map(pair -> pair.getKey() + pair.getValue())
                .collect(Collectors.joining());
        var signature = hmac(token, Stage.PUBLIC_URL + path + "?" + pairs + "." + NONCE);
        return new SignedCallback(
                path,
                Map.of("Content-Type", FORM, "X-Plivo-Signature-V3", signature, "X-Plivo-Signature-V3-Nonce", NONCE),
                form);
    }

    static SignedCallback unsigned(String path, String form) {
        return new SignedCallback(path, Map.of("Content-Type", FORM), form);
    }

    private static String hmac(String token, String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
