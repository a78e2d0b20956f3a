package waybill.domain;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * What a message costs as Plivo reports it.
 *
 * @param amount in all, in {@code currency}
 * @param currency ISO 4217; Plivo charges in {@code USD}
 * @param units the segments charged
 */
public record Cost(BigDecimal amount, String currency, int units) {
    public Cost {
        requireNonNull(amount, "amount");
        requireNonNull(currency, "currency");
    }
}
