package waybill.adapter.plivo;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;
import java.util.function.LongSupplier;
import waybill.adapter.plivo.OfferedSignatures.Unusable;
import waybill.application.port.out.CallbackAuthenticator;
import waybill.application.port.out.ReadinessCheck;

/**
 * Tells Plivo's callbacks from forgeries by the signatures its SDKs make, V3 before V2. Not by plivo-java's own
 * verifier: it takes a POST's signature for a GET's, drops the port, and compares in variable time.
 */
public final class PlivoCallbacks implements CallbackAuthenticator {
    private final String publicUrl;
    private final SigningKeys keys;
    private final V2Policy v2Policy;
    private final RefusalLog log;

    /** @param publicUrl under which Plivo reaches this service: what it signs, whatever a request says of itself */
    public PlivoCallbacks(PlivoAccount account, URI publicUrl, V2Policy v2Policy) {
        this(account, publicUrl, v2Policy, System::nanoTime);
    }

    PlivoCallbacks(PlivoAccount account, URI publicUrl, V2Policy v2Policy, LongSupplier nanoTime) {
        var url = PublicUrl.of(publicUrl);
        this.publicUrl = url.text();
        this.keys = SigningKeys.of(account);
        this.v2Policy = requireNonNull(v2Policy, "v2Policy");
        this.log = new RefusalLog(keys, new NearMisses(url, keys, account), url, nanoTime);
    }

    @Override
    public Authentication authenticate(CallbackRequest request) {
        try {
            var callback = Callback.read(request);
            if (callback.isPresent()) {
                return judge(callback.get());
            }
            log.refused(request, "its body is neither a form nor JSON");
            return new Authentication.UnsupportedMediaType();
        } catch (Unreadable e) {
            log.refused(request, "it cannot be read: " + e.detail());
            return new Authentication.Malformed(e.detail());
        }
    }

    @Override
    public void refused(CallbackRequest request, String reason) {
        log.refused(request, reason);
    }

    /** Tells when callbacks are refused for one and the same cause; not which, since health is open to the senders too. */
    public ReadinessCheck readiness() {
        return new ReadinessCheck() {
            @Override
            public String name() {
                return "callback_signatures";
            }

            @Override
            public boolean isEssential() {
                return false;
            }

            @Override
            public Optional<String> problem() {
                return log.hasCommonCause()
                        ? Optional.of("most callbacks that are refused share one near miss: the log names it")
                        : Optional.empty();
            }
        };
    }

    private Authentication judge(Callback callback) throws Unreadable {
        var request = callback.request();
        if (!callback.isGet() && !request.method().equals("POST")) {
            return refused(callback, "Plivo calls back by POST or GET only");
        }
        // Any V3 header, even an empty one, forbids V2: else dropping a byte of V3 would make a weaker proof do.
        if (Family.V3.isIn(request)) {
            return judge(callback, Family.V3);
        }
        if (Family.V2.isIn(request)) {
            return judge(callback, Family.V2);
        }
        return refused(callback, "it carries no signature");
    }

    private Authentication judge(Callback callback, Family family) throws Unreadable {
        try {
            var offered = OfferedSignatures.read(callback.request(), family);
            var url = publicUrl + callback.request().path();
            var match = keys.verify(callback.signedText(family, url, offered.nonce()), offered.offers());
            if (match.isEmpty()) {
                return refused(callback, "no signature holds");
            }
            if (family == Family.V2 && !admitsV2(callback)) {
                return refused(callback, "its V2 signature holds, and V2 alone is not accepted here");
            }
            return authentic(callback, match.get().header());
        } catch (Unusable e) {
            return refused(callback, e.reason());
        }
    }

    /** JSON never: only V3 covers a body, and Plivo itself sends none. */
    private boolean admitsV2(Callback callback) {
        return !callback.isJson()
                && switch (v2Policy) {
                    case OWN_URL -> callback.request().ownId().isPresent();
                    case ALWAYS -> true;
                    case NEVER -> false;
                };
    }

    private Authentication authentic(Callback callback, Family.Header header) {
        boolean bodyIsCovered = header == Family.Header.V3 || header == Family.Header.MA_V3;
        boolean mustAgree = !bodyIsCovered && v2Policy == V2Policy.OWN_URL;
        return new Authentication.Authentic(ReportDecoder.decode(callback, header.shortName(), mustAgree));
    }

    private Authentication refused(Callback callback, String reason) {
        log.refused(callback, reason);
        return new Authentication.Refused();
    }
}
