package waybill.adapter.persistence;

import org.jspecify.annotations.Nullable;

/** One row of a result, read by the names of its columns while it is mapped, and not later. */
interface Row {
    /** The value of a column, null where it is null; {@code timestamptz} is read as an {@link java.time.Instant}. */
    <T> @Nullable T get(String column, Class<T> type);
}
