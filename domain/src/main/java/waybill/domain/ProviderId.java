package waybill.domain;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** The provider's name of a message; Plivo calls it {@code MessageUUID}. */
public record ProviderId(String value) implements Comparable<ProviderId> {
    public static final int MAX_LENGTH = 100;

    public ProviderId {
        requireNonNull(value, "value");
        if (!isUsable(value)) {
            throw new InvalidValue(
                    "invalid_provider_id", "a provider id is 1 to %d printable characters".formatted(MAX_LENGTH));
        }
    }

    /** Reads a provider's id as it came; empty when there is none that could be told from others. */
    public static Optional<ProviderId> parse(String text) {
        var trimmed = text.strip();
        return isUsable(trimmed) ? Optional.of(new ProviderId(trimmed)) : Optional.empty();
    }

    private static boolean isUsable(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && Texts.isPrintable(text);
    }

    @Override
    public int compareTo(ProviderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
