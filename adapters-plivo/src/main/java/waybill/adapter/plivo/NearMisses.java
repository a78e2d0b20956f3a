package waybill.adapter.plivo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import waybill.adapter.plivo.OfferedSignatures.Unusable;

/**
 * Finds what a refused callback was signed for, if it is close to what was expected: the usual mistakes of a
 * configuration or a proxy. Purely to explain; whatever is found, the callback stays refused.
 */
final class NearMisses {
    /** What one diagnosis may cost. */
    private static final int MAX_SIGNATURES = 100;

    private final PublicUrl publicUrl;
    private final SigningKeys keys;
    private final List<SigningKeys> oddKeys;

    NearMisses(PublicUrl publicUrl, SigningKeys keys, PlivoAccount account) {
        this.publicUrl = publicUrl;
        this.keys = keys;
        this.oddKeys = oddKeys(account);
    }

    /** A sentence that names what would have matched. */
    Optional<String> find(Callback callback) {
        return Stream.of(Family.values())
                .filter(family -> family.isIn(callback.request()))
                .flatMap(family -> find(callback, family).stream())
                .findFirst();
    }

    private Optional<String> find(Callback callback, Family family) {
        try {
            var offered = OfferedSignatures.read(callback.request(), family);
            return new Search(callback, family, offered).run();
        } catch (Unreadable | Unusable _) {
            return Optional.empty();
        }
    }

    /** Tokens as they are after a common slip in copying them; the id in place of the token. */
    private static List<SigningKeys> oddKeys(PlivoAccount account) {
        var byName = new LinkedHashMap<String, String>();
        addTrimmed("token", account.tokens(), byName);
        addTrimmed("subaccount token", account.subaccountTokens(), byName);
        byName.put("the auth id in place of the token", account.authId());
        return byName.entrySet().stream()
                .map(odd -> SigningKeys.of(odd.getKey(), odd.getValue()))
                .toList();
    }

    private static void addTrimmed(String name, List<String> tokens, Map<String, String> byName) {
        for (int at = 0; at < tokens.size(); at++) {
            var token = tokens.get(at);
            var trimmed = token.replaceAll("^[\\s\"']+|[\\s\"']+$", "");
            if (!trimmed.isEmpty() && !trimmed.equals(token)) {
                byName.put("%s %d without the blanks or quotes around it".formatted(name, at + 1), trimmed);
            }
        }
    }

    /** The search for one callback, within its bound. */
    private final class Search {
        private final Callback callback;
        private final Family family;
        private final OfferedSignatures offered;
        private final String path;
        private int signatures;

        Search(Callback callback, Family family, OfferedSignatures offered) {
            this.callback = callback;
            this.family = family;
            this.offered = offered;
            this.path = callback.request().path();
        }

        Optional<String> run() {
            var exact = publicUrl.text() + path;
            return otherFamily(exact)
                    .or(this::otherUrl)
                    .or(() -> otherShape(exact))
                    .or(() -> otherToken(exact));
        }

        /** V2 is not looked at where V3 is present. */
        private Optional<String> otherFamily(String url) {
            boolean isPassedOver = family == Family.V2 && Family.V3.isIn(callback.request());
            return isPassedOver ? attempt("by V2 where V3 must", text(url), keys) : Optional.empty();
        }

        private Optional<String> otherUrl() {
            return new UrlVariations(publicUrl, callback.request())
                    .all().entrySet().stream()
                            .flatMap(url -> attempt(url.getValue(), text(url.getKey()), keys).stream())
                            .findFirst();
        }

        private Optional<String> otherShape(String url) {
            if (family == Family.V2) {
                return Optional.empty();
            }
            var inQuery = callback.inQuery();
            var inBody = callback.inBody();
            return attempt("without the query", v3(url, Parameters.NONE, inBody), keys)
                    .or(() -> callback.isGet()
                            ? attempt("as a POST", v3(url, Parameters.NONE, inQuery), keys)
                            : attempt("as a GET", v3(url, inBody, Parameters.NONE), keys));
        }

        private Optional<String> otherToken(String url) {
            return oddKeys.stream()
                    .flatMap(odd -> attempt("with another token", text(url), odd).stream())
                    .findFirst();
        }

        private Optional<String> attempt(String what, SignedText text, SigningKeys with) {
            signatures += with.count();
            return signatures > MAX_SIGNATURES
                    ? Optional.empty()
                    : with.verify(text, offered.offers())
                            .map(match -> "Near miss: it would have matched %s (%s, %s)."
                                    .formatted(what, match.header().shortName(), match.key()));
        }

        private SignedText text(String url) {
            return callback.signedText(family, url, offered.nonce());
        }

        private SignedText v3(String url, Parameters inQuery, Parameters inBody) {
            return new SignedText.V3(url, inQuery, inBody, offered.nonce());
        }
    }
}
