package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import io.helidon.dbclient.DbClientException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The row at which a result of the driver stands. */
record DriverRow(ResultSet results) implements Row {
    DriverRow {
        requireNonNull(results, "results");
    }

    @Override
    public <T> @Nullable T get(String column, Class<T> type) {
        try {
            if (type == Instant.class) {
                var time = results.getObject(column, OffsetDateTime.class);
                return time == null ? null : type.cast(time.toInstant());
            }
            return type == byte[].class ? type.cast(results.getBytes(column)) : results.getObject(column, type);
        } catch (SQLException e) {
            throw new DbClientException("column %s could not be read".formatted(column), e);
        }
    }
}
