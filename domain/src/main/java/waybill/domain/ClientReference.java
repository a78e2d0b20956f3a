package waybill.domain;

import static java.util.Objects.requireNonNull;

/** The caller's own name of a message: kept, served and searched for, never interpreted. */
public record ClientReference(String value) {
    /** In characters of Unicode, as a schema of JSON counts them. */
    public static final int MAX_LENGTH = 255;

    public ClientReference {
        requireNonNull(value, "value");
        if (value.isEmpty() || value.codePointCount(0, value.length()) > MAX_LENGTH || !Texts.isPrintable(value)) {
            throw new InvalidValue(
                    "invalid_client_reference",
                    "a client reference is 1 to %d printable characters".formatted(MAX_LENGTH));
        }
    }
}
