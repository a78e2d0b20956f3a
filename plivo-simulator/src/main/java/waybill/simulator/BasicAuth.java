package waybill.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

/** Who may call the API: the account with any of its tokens. */
final class BasicAuth {

    private static final String SCHEME = "basic ";
    private static final int UNAUTHORIZED = 401;

    private final String authId;
    private final List<byte[]> opening;

    BasicAuth(String authId, List<String> tokens) {
        this.authId = authId;
        this.opening = tokens.stream()
                .map(token -> (authId + ":" + token).getBytes(UTF_8))
                .toList();
    }

    String authId() {
        return authId;
    }

    /** @throws ApiProblem when the header does not open this account */
    void check(String authorization, String accountInPath) {
        var given = credentials(authorization);
        boolean opens = false;
        for (var credentials : opening) {
            opens |= MessageDigest.isEqual(given, credentials);
        }
        if (!opens || !accountInPath.equals(authId)) {
            throw new ApiProblem(
                    UNAUTHORIZED,
                    "Could not verify your access level for that URL.\nYou have to login with proper credentials");
        }
    }

    private static byte[] credentials(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    @Override
    public String toString() {
        return "BasicAuth[" + authId + "]";
    }
}
