package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Optional;
import waybill.application.port.out.CallbackAuthenticator.CallbackRequest;
import waybill.application.port.out.RawBody;

/** A callback, read and not yet believed. */
record Callback(CallbackRequest request, boolean isJson, Parameters inQuery, Parameters inBody) {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    /** Reads what can be read; empty when the body is of another kind. */
    static Optional<Callback> read(CallbackRequest request) throws Unreadable {
        var body = request.body().bytes();
        var inQuery = FormBody.read(request.query().getBytes(UTF_8));
        if (isGet(request)) {
            if (body.length > 0) {
                // No signature covers it.
                throw new Unreadable("a GET has no body");
            }
            return Optional.of(new Callback(request, false, inQuery, Parameters.NONE));
        }
        var mediaType = mediaType(request);
        if (mediaType.equals(JSON)) {
            return Optional.of(new Callback(request, true, inQuery, JsonBody.read(body)));
        }
        boolean isForm = mediaType.equals(FORM) || (mediaType.isEmpty() && body.length == 0);
        return isForm ? Optional.of(new Callback(request, false, inQuery, FormBody.read(body))) : Optional.empty();
    }

    boolean isGet() {
        return isGet(request);
    }

    /** What it reports: a GET has its parameters where a POST may have the application's own. */
    Parameters reported() {
        return isGet() ? inQuery : inBody;
    }

    /** The evidence. Of a GET that is its query: there is no body. */
    RawBody raw() {
        return isGet() ? new RawBody(request.query().getBytes(UTF_8)) : request.body();
    }

    SignedText signedText(Family family, String url, String nonce) {
        return switch (family) {
            case V3 -> new SignedText.V3(url, inQuery, inBody, nonce);
            case V2 -> new SignedText.V2(url, nonce);
        };
    }

    private static boolean isGet(CallbackRequest request) {
        return request.method().equals("GET");
    }

    /** In lower case, without parameters such as the charset; empty when not said. */
    private static String mediaType(CallbackRequest request) {
        var values = request.header("content-type");
        if (values.isEmpty()) {
            return "";
        }
        var value = values.getFirst();
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }
}
