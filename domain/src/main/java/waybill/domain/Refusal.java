package waybill.domain;

import static java.util.Objects.requireNonNull;

/**
 * Why the provider refused a submission for good.
 *
 * @param httpStatus of the Message API's answer
 * @param detail the provider's words; may be empty, may name phone numbers
 */
public record Refusal(int httpStatus, String detail) {
    public static final int MAX_DETAIL_LENGTH = 500;

    public Refusal {
        requireNonNull(detail, "detail");
        if (detail.length() > MAX_DETAIL_LENGTH) {
            throw new IllegalArgumentException(
                    "a refusal's detail has at most %d characters".formatted(MAX_DETAIL_LENGTH));
        }
    }

    /** Never the detail, which logs are not to hold. */
    @Override
    public String toString() {
        return "HTTP %d".formatted(httpStatus);
    }
}
