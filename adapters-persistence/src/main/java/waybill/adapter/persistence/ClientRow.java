package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import io.helidon.dbclient.DbRow;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row as DbClient gives it, which knows {@code timestamptz} only as {@link Timestamp}. */
record ClientRow(DbRow row) implements Row {
    ClientRow {
        requireNonNull(row, "row");
    }

    @Override
    public <T> @Nullable T get(String column, Class<T> type) {
        if (type == Instant.class) {
            var timestamp = row.column(column).get(Timestamp.class);
            return timestamp == null ? null : type.cast(timestamp.toInstant());
        }
        return row.column(column).get(type);
    }
}
