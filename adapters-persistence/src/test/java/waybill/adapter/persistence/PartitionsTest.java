package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.adapter.persistence.TestDatabase.column;
import static waybill.adapter.persistence.TestDatabase.execute;
import static waybill.adapter.persistence.TestDatabase.fresh;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;

/** What becomes of months whose partitions cannot be made. */
class PartitionsTest {
    @Test
    void a_message_from_a_clock_that_was_ahead_does_not_stop_a_start_when_its_month_comes() throws SQLException {
        var config = fresh("clock_was_ahead");
        var months = new Months(config);
        try (var database = Database.open(config)) {
            months.dropNext();
            database.messages().accept(List.of(Examples.withoutKey(Examples.message(months.next(), 60))));
        }

        try (var logged = new CapturedLog()) {
            Database.open(config).close();

            assertThat(logged.lines())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains(months.nameOfNext())
                    .contains("docs/operations.md");
        }
    }

    @Test
    void a_month_that_has_rows_outside_stays_out_whole_and_the_month_after_it_is_made() throws SQLException {
        var config = fresh("month_after_stray");
        var months = new Months(config);
        try (var database = Database.open(config)) {
            months.dropNext();
            database.messages().accept(List.of(Examples.withoutKey(Examples.message(months.next(), 60))));
        }

        execute(config, "SELECT ensure_partitions(2)");

        assertThat(months.tablesOf(1)).isEmpty();
        assertThat(months.tablesOf(2)).hasSameSizeAs(months.tablesOf(0)).hasSizeGreaterThan(1);
    }

    @Test
    void rows_outside_their_month_are_moved_into_it_by_hand() throws SQLException {
        var config = fresh("strays_moved");
        var months = new Months(config);
        try (var database = Database.open(config)) {
            months.dropNext();
            database.messages().accept(List.of(Examples.withoutKey(Examples.message(months.next(), 60))));
        }

        execute(config, "SELECT move_into_month('%s-01')".formatted(months.nameOfNext()));

        assertThat(months.tablesOf(1)).hasSameSizeAs(months.tablesOf(0));
        assertThat(column(config, "SELECT tableoid::regclass::text FROM message"))
                .isSubsetOf(months.tablesOf(1));
        assertThat(column(config, "SELECT rule FROM unsound_row")).isEmpty();
    }

    @Test
    void a_start_does_not_wait_for_partitions_that_cannot_be_made() throws SQLException {
        var config = fresh("no_partitions");
        Database.open(config).close();
        execute(config, "ALTER FUNCTION ensure_partitions(integer) RENAME TO ensure_nothing");

        try (var logged = new CapturedLog()) {
            Database.open(config).close();

            assertThat(logged.lines())
                    .last(InstanceOfAssertFactories.STRING)
                    .contains("partitions")
                    .doesNotContain("\n");
        }
    }

    /** The partitions of months, as seen from this one. */
    private record Months(DatabaseConfig config, OffsetDateTime thisMonth) {
        /** Once for all: the month may end meanwhile. */
        Months(DatabaseConfig config) {
            this(config, OffsetDateTime.now(ZoneOffset.UTC).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS));
        }

        Instant next() {
            return month(1).plusDays(14).toInstant();
        }

        String nameOfNext() {
            return month(1).toString().substring(0, 7);
        }

        List<String> tablesOf(int ahead) throws SQLException {
            return column(config, """
                    SELECT oid::regclass::text FROM pg_class WHERE relispartition AND relkind = 'r' AND relname LIKE '%%\\_%s'
                    """.formatted(
                            month(ahead).toString().substring(0, 7).replace('-', '_')));
        }

        void dropNext() throws SQLException {
            execute(config, "DROP TABLE " + String.join(", ", tablesOf(1)));
        }

        private OffsetDateTime month(int ahead) {
            return thisMonth.plusMonths(ahead);
        }
    }
}
