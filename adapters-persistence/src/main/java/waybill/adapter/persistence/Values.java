package waybill.adapter.persistence;

import io.helidon.dbclient.DbRow;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import waybill.domain.Cost;
import waybill.domain.Network;

/** Reads columns; DbClient gives null for null and knows {@code timestamptz} only as {@link Timestamp}. */
final class Values {
    private Values() {}

    static String text(DbRow row, String column) {
        return required(row, column, String.class);
    }

    static Optional<String> textIfAny(DbRow row, String column) {
        return Optional.ofNullable(value(row, column, String.class));
    }

    static Instant time(DbRow row, String column) {
        return required(row, column, Timestamp.class).toInstant();
    }

    static Optional<Instant> timeIfAny(DbRow row, String column) {
        return Optional.ofNullable(value(row, column, Timestamp.class)).map(Timestamp::toInstant);
    }

    static Optional<Integer> integer(DbRow row, String column) {
        return Optional.ofNullable(value(row, column, Integer.class));
    }

    static int integerOf(DbRow row, String column) {
        return required(row, column, Integer.class);
    }

    static long number(DbRow row, String column) {
        return required(row, column, Long.class);
    }

    static Optional<Long> numberIfAny(DbRow row, String column) {
        return Optional.ofNullable(value(row, column, Long.class));
    }

    static boolean flag(DbRow row, String column) {
        return required(row, column, Boolean.class);
    }

    static UUID uuid(DbRow row, String column) {
        return required(row, column, UUID.class);
    }

    static byte[] bytes(DbRow row, String column) {
        return required(row, column, byte[].class);
    }

    static Optional<byte[]> bytesIfAny(DbRow row, String column) {
        return Optional.ofNullable(value(row, column, byte[].class));
    }

    static Optional<Cost> cost(DbRow row) {
        return Optional.ofNullable(value(row, "cost_amount", BigDecimal.class))
                .map(amount -> new Cost(amount, text(row, "cost_currency"), integerOf(row, "cost_units")));
    }

    static Optional<Network> network(DbRow row) {
        return textIfAny(row, "mcc").map(mcc -> new Network(mcc, text(row, "mnc")));
    }

    private static <T> T required(DbRow row, String column, Class<T> type) {
        return Objects.requireNonNull(value(row, column, type), column);
    }

    private static <T> @Nullable T value(DbRow row, String column, Class<T> type) {
        return row.column(column).get(type);
    }
}
