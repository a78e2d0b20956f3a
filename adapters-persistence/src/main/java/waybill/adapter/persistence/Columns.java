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

/** What is taken of rows, column by column, and given to {@code unnest}. */
final class Columns<T> {
    private final List<T> rows;
    private final List<Column<T>> columns = new ArrayList<>();

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

    private Columns<T> add(Element element, BiConsumer<ArrayParameter, T> value) {
        columns.add(new Column<>(element, value));
        return this;
    }

    private record Column<T>(Element element, BiConsumer<ArrayParameter, T> value) {}

    /** One array a column, each of which is a function call of its own to PostgreSQL. */
    List<Object> arrays() {
        return columns.stream().<Object>map(this::array).toList();
    }

    private ArrayParameter array(Column<T> column) {
        var array = new ArrayParameter(column.element(), rows.size());
        for (var row : rows) {
            column.value().accept(array, row);
        }
        return array;
    }

    /**
     * One array of rows, of the type to which the statement casts it: these columns in this order. No other parameter of the
     * statement may be null: the driver would ask the server for the types, and refuse what it hears of the rows.
     */
    ArrayParameter rows() {
        var array = new ArrayParameter(Element.ROW, rows.size());
        for (var row : rows) {
            int begun = array.beginRow(columns.size());
            for (var column : columns) {
                array.beginColumn(column.element());
                column.value().accept(array, row);
            }
            array.endRow(begun);
        }
        return array;
    }
}
