package waybill.adapter.persistence;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import waybill.domain.Cost;
import waybill.domain.Network;

/** Reads columns of the types that the tables have. */
final class Values {
    private Values() {}

    static String text(Row row, String column) {
        return required(row, column, String.class);
    }

    static Optional<String> textIfAny(Row row, String column) {
        return Optional.ofNullable(row.get(column, String.class));
    }

    static Instant time(Row row, String column) {
        return required(row, column, Instant.class);
    }

    static Optional<Instant> timeIfAny(Row row, String column) {
        return Optional.ofNullable(row.get(column, Instant.class));
    }

    static Optional<Integer> integer(Row row, String column) {
        return Optional.ofNullable(row.get(column, Integer.class));
    }

    static int integerOf(Row row, String column) {
        return required(row, column, Integer.class);
    }

    static long number(Row row, String column) {
        return required(row, column, Long.class);
    }

    static Optional<Long> numberIfAny(Row row, String column) {
        return Optional.ofNullable(row.get(column, Long.class));
    }

    static boolean flag(Row row, String column) {
        return required(row, column, Boolean.class);
    }

    static UUID uuid(Row row, String column) {
        return required(row, column, UUID.class);
    }

    static byte[] bytes(Row row, String column) {
        return required(row, column, byte[].class);
    }

    static Optional<byte[]> bytesIfAny(Row row, String column) {
        return Optional.ofNullable(row.get(column, byte[].class));
    }

    static Optional<Cost> cost(Row row) {
        return Optional.ofNullable(row.get("cost_amount", BigDecimal.class))
                .map(amount -> new Cost(amount, text(row, "cost_currency"), integerOf(row, "cost_units")));
    }

    static Optional<Network> network(Row row) {
        return textIfAny(row, "mcc").map(mcc -> new Network(mcc, text(row, "mnc")));
    }

    private static <T> T required(Row row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
