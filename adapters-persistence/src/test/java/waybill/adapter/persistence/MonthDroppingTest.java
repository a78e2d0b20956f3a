package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.Stores;
import waybill.domain.Message;

/** Whole months go while others write. */
class MonthDroppingTest {
    private static final List<String> TABLES = List.of(
            "message", "delivery_report", "submission_attempt", "message_event", "settlement", "message_listing");
    private static final Instant IN_MONTH = Instant.parse("2020-02-29T12:00:00Z");
    private static final Instant MONTH_ENDED = Instant.parse("2020-03-01T00:00:00Z");

    /** More than are under way when a drop begins; the drop gives up after 10 s, and a slow disk takes its time for each. */
    private static final int ENOUGH = 5;

    private Stores stores;

    @BeforeEach
    void a_month_of_long_ago() {
        stores = TestDatabase.emptyStores();
        TABLES.forEach(table -> TestDatabase.execute("""
                CREATE TABLE IF NOT EXISTS %1$s_2020_02 PARTITION OF %1$s
                FOR VALUES FROM (uuid_at('2020-02-01')) TO (uuid_at('2020-03-01'))
                """.formatted(table)));
    }

    @AfterEach
    void none_is_left() {
        TABLES.forEach(table -> TestDatabase.execute("DROP TABLE IF EXISTS " + table + "_2020_02"));
    }

    @Test
    void a_month_is_dropped_with_all_its_tables_once_it_ended_long_enough_ago() throws SQLException {
        var message = closed(Examples.message(IN_MONTH, 60));

        assertThat(stores.past().dropMonths(MONTH_ENDED.minusMillis(1))).isZero();
        assertThat(stores.messages().find(message.id())).isPresent();
        assertThat(stores.past().dropMonths(MONTH_ENDED)).isOne();

        assertThat(stores.messages().timeline(message.id())).isEmpty();
        assertThat(partitions()).isZero();
    }

    @Test
    void what_was_to_be_settled_goes_with_its_month_and_that_of_another_month_stays() throws SQLException {
        unsettled(closed(Examples.message(IN_MONTH, 60)));
        unsettled(closed(Examples.message()));

        stores.past().dropMonths(MONTH_ENDED);

        assertThat(count("settlement")).isOne();
        assertThat(count("message_listing")).isOne();
    }

    @Test
    void a_month_with_an_open_message_stays_whole() {
        var open = accepted(Examples.message(IN_MONTH, 60));
        var closed = closed(Examples.message(IN_MONTH, 60));

        assertThat(stores.past().dropMonths(MONTH_ENDED)).isZero();

        assertThat(stores.messages().find(open.id())).isPresent();
        assertThat(stores.messages().find(closed.id())).isPresent();
    }

    @Test
    void the_month_that_runs_is_not_touched() {
        var now = Instant.now();

        stores.past().dropMonths(now);

        assertThat(YearMonths.of(now)).satisfies(name -> TestDatabase.execute("SELECT FROM message_" + name));
    }

    @Test
    void what_is_in_use_is_waited_for_and_whoever_comes_meanwhile_is_not_kept_waiting() throws Exception {
        closed(Examples.message(IN_MONTH, 60));
        var written = new AtomicInteger();
        var over = new AtomicBoolean();
        try (var others = Executors.newVirtualThreadPerTaskExecutor();
                var reader = TestDatabase.connection()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT count(*) FROM message");

            var writing = others.submit(() -> {
                while (!over.get()) {
                    accepted(Examples.message());
                    written.incrementAndGet();
                }
            });
            var dropping = others.submit(() -> stores.past().dropMonths(MONTH_ENDED));
            try {
                Awaitility.await().until(MonthDroppingTest::isDropping);
                int before = written.get();
                // Behind a drop that waited for as long as the reader reads, nobody could write.
                Awaitility.await().until(() -> written.get() > before + ENOUGH);
                reader.commit();

                assertThat(dropping.get()).isOne();
            } finally {
                over.set(true);
                reader.rollback();
            }
            writing.get();
        }
    }

    @Test
    void two_that_drop_at_once_do_not_disturb_each_other() throws Exception {
        closed(Examples.message(IN_MONTH, 60));
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = nodes.submit(() -> stores.past().dropMonths(MONTH_ENDED));
            var other = nodes.submit(() -> stores.past().dropMonths(MONTH_ENDED));

            assertThat(one.get() + other.get()).isOne();
        }
    }

    /** Whether a drop has begun. */
    private static boolean isDropping() {
        try (var connection = TestDatabase.connection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT EXISTS (
                            SELECT FROM pg_stat_activity
                            WHERE application_name = 'waybill upkeep' AND query LIKE 'DROP TABLE%')
                        """)) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Message accepted(Message message) {
        stores.messages().accept(List.of(Examples.withoutKey(message)));
        return message;
    }

    private Message closed(Message message) {
        accepted(message);
        TestDatabase.execute("""
                UPDATE message SET status = 'expired', closed_at = now(), outcome = 'expired', due_at = NULL
                WHERE id = '%s'
                """.formatted(message.id()));
        return message;
    }

    private static void unsettled(Message message) {
        TestDatabase.execute("""
                INSERT INTO settlement (message_id, attempt, lease_end, ended_at) VALUES ('%1$s', 1, now(), now());
                INSERT INTO message_listing
                    (message_id, attempt, begun_at, finding, window_from, window_until, records, ended_at)
                VALUES ('%1$s', 1, now(), 'absent', now(), now(), 0, now())
                """.formatted(message.id()));
    }

    private static int partitions() throws SQLException {
        return count("pg_class WHERE relname LIKE '%\\_2020\\_02'");
    }

    private static int count(String from) throws SQLException {
        try (var connection = TestDatabase.connection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + from)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** As partitions are named. */
    private static final class YearMonths {
        private YearMonths() {}

        static String of(Instant at) {
            var date = at.truncatedTo(ChronoUnit.DAYS).atOffset(ZoneOffset.UTC);
            return "%d_%02d".formatted(date.getYear(), date.getMonthValue());
        }
    }
}
