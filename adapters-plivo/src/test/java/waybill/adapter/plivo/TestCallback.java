package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import waybill.adapter.plivo.Signer.Pair;
import waybill.application.port.out.CallbackAuthenticator.CallbackRequest;
import waybill.application.port.out.RawBody;

/** A callback in the making: a POST of a form to the shared route, until something else is said. */
final class TestCallback {
    static final Instant RECEIVED_AT = Instant.parse("2026-11-23T10:00:00Z");
    static final String SHARED_PATH = "/callbacks/delivery-status";
    static final String OWN_ID = "019aa0c4-5c00-7000-8000-000000000001";
    static final String NONCE = "58463721900846372619";

    static final List<Pair> REPORT = List.of(
            new Pair("MessageUUID", "5b40a428-bfc7-4daf-9d06-726c558bf3b8"),
            new Pair("To", "14157778888"),
            new Pair("From", "14156667777"),
            new Pair("Status", "delivered"),
            new Pair("ErrorCode", "000"),
            new Pair("PowerpackUUID", ""),
            new Pair("DeliveryReportTime", "2026-11-20 10:11:14.000000"),
            new Pair("requester_ip", "203.0.113.7"));

    private final Map<String, List<String>> headers =
            new HashMap<>(Map.of("content-type", List.of("application/x-www-form-urlencoded")));
    private String method = "POST";
    private String path = SHARED_PATH;
    private String query = "";
    private Optional<String> ownId = Optional.empty();
    private List<Pair> pairs = REPORT;
    private byte[] body = Signer.form(REPORT).getBytes(UTF_8);

    TestCallback toOwnUrl() {
        path = SHARED_PATH + "/" + OWN_ID;
        ownId = Optional.of(OWN_ID);
        return this;
    }

    TestCallback method(String value) {
        method = value;
        return this;
    }

    TestCallback path(String value) {
        path = value;
        return this;
    }

    TestCallback query(String value) {
        query = value;
        return this;
    }

    TestCallback form(List<Pair> value) {
        pairs = value;
        return body(Signer.form(value));
    }

    /** What was given last as a form. */
    List<Pair> pairs() {
        return pairs;
    }

    TestCallback body(String value) {
        return body(value.getBytes(UTF_8));
    }

    TestCallback body(byte[] value) {
        body = value;
        return this;
    }

    TestCallback json(String value) {
        return body(value).header("content-type", "application/json");
    }

    /** Adds a line with this header. */
    TestCallback alsoHeader(String name, String value) {
        headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        return this;
    }

    TestCallback header(String name, String value) {
        headers.put(name, new ArrayList<>(List.of(value)));
        return this;
    }

    TestCallback without(String header) {
        headers.remove(header);
        return this;
    }

    /** @param name as Plivo writes its end, such as {@code Ma-V3} */
    TestCallback signed(String name, String signature) {
        var family = name.endsWith("V3") ? "v3" : "v2";
        return header("x-plivo-signature-" + name.toLowerCase(Locale.ROOT), signature)
                .header("x-plivo-signature-" + family + "-nonce", NONCE);
    }

    /** The signature that Plivo would put into this header for what was given last as a form. */
    String signature(String header, String token, String publicUrl) {
        var url = publicUrl + target();
        return header.endsWith("V2") ? Signer.v2(token, url, NONCE) : Signer.v3Post(token, url, pairs, NONCE);
    }

    /** The path and query that Plivo would sign behind the public URL. */
    String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    CallbackRequest request() {
        return new CallbackRequest(method, path, query, ownId, headers, new RawBody(body), RECEIVED_AT);
    }
}
