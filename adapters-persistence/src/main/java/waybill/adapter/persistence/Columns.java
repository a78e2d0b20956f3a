package waybill.adapter.persistence;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into one array a column, the parameters of {@code unnest}. Times and ids travel as text and are cast in the
 * statement: neither depends on the session's time zone or on how the driver binds them.
 */
final class Columns<T> {
    private final List<T> rows;
    private final List<Object> parameters = new ArrayList<>();

    Columns(List<T> rows) {
        this.rows = rows;
    }

    Columns<T> text(Function<T, @Nullable Object> column) {
        var values = new @Nullable String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            var value = column.apply(rows.get(i));
            values[i] = value == null ? null : value.toString();
        }
        parameters.add(values);
        return this;
    }

    Columns<T> time(Function<T, @Nullable Instant> column) {
        return text(column::apply);
    }

    Columns<T> number(Function<T, @Nullable Long> column) {
        var values = new @Nullable Long[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        parameters.add(values);
        return this;
    }

    Columns<T> integer(Function<T, @Nullable Integer> column) {
        var values = new @Nullable Integer[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        parameters.add(values);
        return this;
    }

    Columns<T> decimal(Function<T, @Nullable BigDecimal> column) {
        return text(row -> {
            var value = column.apply(row);
            return value == null ? null : value.toPlainString();
        });
    }

    Columns<T> flag(Function<T, Boolean> column) {
        var values = new Boolean[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        parameters.add(values);
        return this;
    }

    Columns<T> bytes(Function<T, byte @Nullable []> column) {
        var values = new byte[rows.size()] @Nullable [];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        parameters.add(values);
        return this;
    }

    List<Object> parameters() {
        return parameters;
    }
}
