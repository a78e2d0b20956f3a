package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import waybill.domain.Fingerprint;
import waybill.domain.InvalidValue;

/**
 * What makes two requests of a caller the same.
 *
 * @param scope whose key it is; two callers may use the same key
 * @param key the caller's
 * @param payload what the request asks for
 */
public record Idempotency(Fingerprint scope, String key, Fingerprint payload) {
    public static final int MAX_KEY_LENGTH = 255;

    public Idempotency {
        requireNonNull(scope, "scope");
        requireNonNull(payload, "payload");
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH || key.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new InvalidValue(
                    "invalid_idempotency_key",
                    "an Idempotency-Key is 1 to %d printable ASCII characters".formatted(MAX_KEY_LENGTH));
        }
    }
}
