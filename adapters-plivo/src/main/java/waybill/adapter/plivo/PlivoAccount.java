package waybill.adapter.plivo;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An account at Plivo and how it is reached.
 *
 * @param authId 20 characters beginning with MA (account) or SA (subaccount)
 * @param tokens the account's auth tokens: the first calls the API, every one may sign callbacks
 * @param subaccountTokens further tokens that may sign callbacks
 * @param apiUrl where the Message API is, without {@code /v1}
 * @param callTimeout for one request in all, from looking up the name to the end of the answer
 */
public record PlivoAccount(
        String authId, List<String> tokens, List<String> subaccountTokens, URI apiUrl, Duration callTimeout) {
    public static final URI PLIVO_API = URI.create("https://api.plivo.com");
    public static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(15);

    /** plivo-java checks prefix and length; the rest keeps the id from being anything else inside a URL. */
    private static final Pattern AUTH_ID = Pattern.compile("[MS]A[A-Za-z0-9]{18}");

    public PlivoAccount {
        requireNonNull(authId, "authId");
        tokens = List.copyOf(tokens);
        subaccountTokens = List.copyOf(subaccountTokens);
        requireNonNull(apiUrl, "apiUrl");
        requireNonNull(callTimeout, "callTimeout");
        if (!AUTH_ID.matcher(authId).matches()) {
            throw new IllegalArgumentException("an auth id is 20 letters and digits beginning with MA or SA");
        }
        if (tokens.isEmpty()
                || tokens.stream().anyMatch(String::isBlank)
                || subaccountTokens.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("there is at least one auth token, and none of them is blank");
        }
        PublicUrl.of(apiUrl);
        if (!callTimeout.isPositive()) {
            throw new IllegalArgumentException("the time for a call is positive");
        }
    }

    /** Never a token. */
    @Override
    public String toString() {
        return "PlivoAccount[%s, %d tokens, %d subaccount tokens, %s, %s]"
                .formatted(authId, tokens.size(), subaccountTokens.size(), apiUrl, callTimeout);
    }
}
