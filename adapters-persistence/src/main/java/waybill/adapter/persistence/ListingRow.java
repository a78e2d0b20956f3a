package waybill.adapter.persistence;

import io.helidon.dbclient.DbRow;
import java.util.Locale;
import waybill.domain.Evidence.Listed;
import waybill.domain.Span;

/** Reads rows of {@code message_listing}. */
final class ListingRow {
    static final String COLUMNS = "attempt, finding, window_from, window_until, records, begun_at, ended_at";

    private ListingRow() {}

    static Listed read(DbRow row) {
        return new Listed(
                Values.integerOf(row, "attempt"),
                Listed.Finding.valueOf(Values.text(row, "finding").toUpperCase(Locale.ROOT)),
                new Span(Values.time(row, "window_from"), Values.time(row, "window_until")),
                Values.integerOf(row, "records"),
                Values.time(row, "begun_at"),
                Values.time(row, "ended_at"));
    }
}
