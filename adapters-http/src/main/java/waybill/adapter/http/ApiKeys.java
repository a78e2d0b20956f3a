package waybill.adapter.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import waybill.domain.Fingerprint;

/** The keys that open the API. Compared as hashes, all of them, in constant time. */
final class ApiKeys {
    private static final String SCHEME = "bearer ";

    private final List<byte[]> hashes;

    ApiKeys(List<String> keys) {
        this.hashes = keys.stream().map(ApiKeys::hash).toList();
    }

    /** Whose request it is: the hash of the key it carries. */
    Fingerprint authenticate(List<String> authorization) {
        if (authorization.size() != 1) {
            throw unauthorized("exactly one Authorization header with a Bearer token is needed");
        }
        return token(authorization.getFirst())
                .flatMap(this::match)
                .orElseThrow(() -> unauthorized("the API key is not known"));
    }

    private Optional<Fingerprint> match(String token) {
        var presented = hash(token);
        boolean known = false;
        for (var hash : hashes) {
            known |= MessageDigest.isEqual(hash, presented);
        }
        return known ? Optional.of(Fingerprint.of(presented)) : Optional.empty();
    }

    private static Optional<String> token(String credentials) {
        return credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(credentials.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private static byte[] hash(String key) {
        return Sha256.of(key.getBytes(StandardCharsets.UTF_8));
    }

    private static Problem unauthorized(String detail) {
        return Problem.of(ProblemCode.UNAUTHORIZED, detail).with("WWW-Authenticate", "Bearer");
    }
}
