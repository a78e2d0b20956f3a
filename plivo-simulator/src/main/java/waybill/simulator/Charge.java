package waybill.simulator;

import java.math.BigDecimal;

/** What a message costs, as Plivo writes it; nothing until a carrier has it. */
record Charge(String rate, String amount) {

    private static final BigDecimal RATE = new BigDecimal("0.00350");
    private static final Charge NOTHING = new Charge("0.00000", "0.00000");

    static Charge of(int units, Progress progress) {
        return switch (progress) {
            case Progress.Queued _, Progress.Failed _ -> NOTHING;
            case Progress.Carried _ ->
                new Charge(
                        RATE.toPlainString(),
                        RATE.multiply(BigDecimal.valueOf(units)).toPlainString());
        };
    }
}
