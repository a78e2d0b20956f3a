package waybill.adapter.persistence;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import waybill.application.port.out.Page;

/** Makes pages out of rows that were read with one more than fits: the one more tells that there is a next page. */
final class Pages {
    private Pages() {}

    static <T, C> Page<T, C> of(List<T> rows, int limit, Function<T, C> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, Optional.empty());
        }
        var items = rows.subList(0, limit);
        return new Page<>(items, Optional.of(cursor.apply(items.getLast())));
    }
}
