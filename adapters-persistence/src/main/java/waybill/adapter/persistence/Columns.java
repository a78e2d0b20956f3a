package waybill.adapter.persistence;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.adapter.persistence.ArrayParameter.Element;

/** Turns rows into one array a column, the parameters of {@code unnest}. */
final class Columns<T> {
    private final List<T> rows;
    private final List<Object> parameters = new ArrayList<>();

    Columns(List<T> rows) {
        this.rows = rows;
    }

    Columns<T> id(Function<T, UUID> column) {
        return add(Element.UUID, (array, row) -> array.add(column.apply(row)));
    }

    Columns<T> text(Function<T, @Nullable String> column) {
        return add(Element.TEXT, (array, row) -> array.add(column.apply(row)));
    }

    Columns<T> time(Function<T, @Nullable Instant> column) {
        return add(Element.TIMESTAMPTZ, (array, row) -> array.add(column.apply(row)));
    }

    Columns<T> number(Function<T, @Nullable Long> column) {
        return add(Element.INT8, (array, row) -> array.add(column.apply(row)));
    }

    Columns<T> integer(Function<T, @Nullable Integer> column) {
        return add(Element.INT4, (array, row) -> array.add(column.apply(row)));
    }

    Columns<T> decimal(Function<T, @Nullable BigDecimal> column) {
        return add(Element.NUMERIC, (array, row) -> array.add(column.apply(row)));
    }

    Columns<T> flag(Function<T, Boolean> column) {
        return add(Element.BOOL, (array, row) -> array.add((boolean) column.apply(row)));
    }

    Columns<T> bytes(Function<T, byte @Nullable []> column) {
        return add(Element.BYTEA, (array, row) -> array.add(column.apply(row)));
    }

    private Columns<T> add(Element element, BiConsumer<ArrayParameter, T> column) {
        var array = new ArrayParameter(element, rows.size());
        for (var row : rows) {
            column.accept(array, row);
        }
        parameters.add(array);
        return this;
    }

    List<Object> parameters() {
        return parameters;
    }
}
