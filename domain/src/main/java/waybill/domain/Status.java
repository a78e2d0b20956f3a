package waybill.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The status of a message as callers see it. */
public enum Status {
    ACCEPTED,
    SUBMITTING,
    UNCONFIRMED,
    SUBMITTED,
    QUEUED,
    SENT,
    DELIVERED,
    UNDELIVERED,
    FAILED,
    REJECTED,
    EXPIRED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name used in the interface and in storage. */
    public String text() {
        return text;
    }

    public static Optional<Status> parse(String text) {
        return Stream.of(values()).filter(status -> status.text.equals(text)).findFirst();
    }
}
