package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.adapter.persistence.TestDatabase.column;
import static waybill.adapter.persistence.TestDatabase.connection;
import static waybill.adapter.persistence.TestDatabase.execute;
import static waybill.adapter.persistence.TestDatabase.fresh;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import liquibase.command.CommandScope;
import liquibase.command.core.RollbackCountCommandStep;
import liquibase.exception.LiquibaseException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.out.Examples;
import waybill.domain.MessageId;

class DatabaseTest {
    /** Of the months of what changes. */
    private static final String FILL_FACTORS = """
            SELECT DISTINCT inhparent::regclass || ' '
                || coalesce(substring(reloptions::text FROM 'fillfactor=([0-9]+)'), '100')
            FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
            WHERE inhparent IN ('message'::regclass, 'message_status'::regclass)
                AND c.relname !~ '_default$'
            ORDER BY 1
            """;

    @Test
    void a_database_of_the_other_kind_is_refused_in_one_sentence() {
        var live = TestDatabase.config(TestDatabase.config().url(), "live", TestDatabase.ACCOUNT);
        TestDatabase.database();

        assertThatThrownBy(() -> Database.open(live))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("belongs to a demo installation")
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_database_of_another_account_is_refused_in_one_sentence() {
        var other = TestDatabase.config(TestDatabase.config().url(), TestDatabase.KIND, "MAOTHEROTHEROTHER000");
        TestDatabase.database();

        assertThatThrownBy(() -> Database.open(other))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("belongs to the Plivo account " + TestDatabase.ACCOUNT);
    }

    @Test
    void a_refused_installation_changes_nothing() throws SQLException {
        TestDatabase.database();
        var before = column(TestDatabase.config(), "SELECT kind || account || epoch FROM installation");
        var live = TestDatabase.config(TestDatabase.config().url(), "live", TestDatabase.ACCOUNT);

        assertThatThrownBy(() -> Database.open(live)).isInstanceOf(DatabaseRefused.class);

        assertThat(column(TestDatabase.config(), "SELECT kind || account || epoch FROM installation"))
                .isEqualTo(before);
    }

    @Test
    void a_database_that_does_not_exist_is_refused_without_a_password_in_the_text() {
        var missing = TestDatabase.config(
                TestDatabase.config().url().replaceFirst("/waybill$", "/missing"), "demo", TestDatabase.ACCOUNT);

        assertThatThrownBy(() -> Database.open(missing))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("WAYBILL_DATABASE_URL")
                .hasMessageNotContaining(missing.password());
    }

    @Test
    void opening_again_changes_nothing() throws SQLException {
        var config = fresh("opened_twice");

        Database.open(config).close();
        var first = column(config, "SELECT id || md5sum FROM databasechangelog ORDER BY orderexecuted");
        Database.open(config).close();

        assertThat(column(config, "SELECT id || md5sum FROM databasechangelog ORDER BY orderexecuted"))
                .isEqualTo(first);
        assertThat(column(config, "SELECT epoch::text FROM installation")).containsExactly("1");
    }

    @Test
    void nodes_that_start_together_migrate_one_after_the_other() throws Exception {
        var config = fresh("started_together");

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var nodes = IntStream.range(0, 4)
                    .mapToObj(_ -> executor.submit(() -> Database.open(config)))
                    .toList();
            for (var node : nodes) {
                node.get().close();
            }
        }

        assertThat(column(config, "SELECT count(*)::text FROM installation")).containsExactly("1");
    }

    @Test
    void partitions_that_another_node_is_making_are_waited_for() throws Exception {
        var config = fresh("partitions_together");
        Database.open(config).close();
        try (var one = connection(config);
                var other = connection(config);
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            one.setAutoCommit(false);
            ensurePartitionsOfAYear(one);

            var second = executor.submit(() -> ensurePartitionsOfAYear(other));
            Awaitility.await()
                    .until(() -> !column(config, "SELECT pid::text FROM pg_locks WHERE NOT granted")
                            .isEmpty());
            one.commit();

            assertThat(second.get()).isTrue();
        }
    }

    private static boolean ensurePartitionsOfAYear(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(MaintenanceSql.ENSURE_PARTITIONS.text())) {
            statement.setInt(1, 12);
            return statement.execute();
        }
    }

    @Test
    void a_lock_that_a_killed_process_left_behind_does_not_stop_a_start() throws SQLException {
        var config = fresh("stale_lock");
        Database.open(config).close();
        execute(config, "UPDATE databasechangeloglock SET locked = true, lockgranted = now(), lockedby = 'the dead'");

        Database.open(config).close();

        assertThat(column(config, "SELECT locked::text FROM databasechangeloglock"))
                .containsExactly("false");
    }

    @Test
    void a_schema_that_is_up_to_date_is_left_alone() throws SQLException {
        var config = fresh("up_to_date");
        Database.open(config).close();
        // Liquibase would refuse this.
        execute(config, "UPDATE databasechangelog SET md5sum = '9:00000000000000000000000000000000'");

        Database.open(config).close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMENT ON TABLE databasechangelog IS 'of another release'",
                "COMMENT ON TABLE databasechangelog IS NULL",
                "DELETE FROM databasechangelog WHERE orderexecuted = 1",
                "UPDATE databasechangeloglock SET locked = true"
            })
    void in_doubt_liquibase_looks_at_the_schema(String doubt) throws SQLException {
        var config = fresh("doubt_" + Integer.toHexString(doubt.hashCode()));
        Database.open(config).close();
        execute(config, "UPDATE databasechangelog SET md5sum = '9:00000000000000000000000000000000'");
        execute(config, doubt);

        assertThatThrownBy(() -> Database.open(config)).isInstanceOf(DatabaseRefused.class);
    }

    @Test
    void data_restored_into_another_cluster_begins_a_new_epoch() throws SQLException {
        var config = fresh("restored");
        Database.open(config).close();
        execute(config, "UPDATE installation SET system_identifier = 1");

        Database.open(config).close();

        assertThat(column(config, "SELECT epoch::text FROM installation")).containsExactly("2");
    }

    @Test
    void every_change_set_can_be_rolled_back() throws SQLException, LiquibaseException {
        var config = fresh("rolled_back");
        Database.open(config).close();

        rollBack(
                config,
                Integer.parseInt(column(config, "SELECT count(*)::text FROM databasechangelog")
                        .getFirst()));

        assertThat(
                        column(
                                config,
                                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S')"))
                .containsExactlyInAnyOrder("databasechangelog", "databasechangeloglock");
        assertThat(column(config, "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"))
                .isEmpty();
    }

    /** One lies in a month, the other outside of all. */
    @Test
    void messages_from_before_there_was_a_row_for_their_status_are_given_one() throws SQLException, LiquibaseException {
        var config = fresh("without_status_rows");
        Database.open(config).close();
        rollBack(config, since(config, "0020-create-message-status"));
        for (var id : List.of(
                "00000000-0000-7000-8000-000000000001",
                Examples.nextId(Instant.now()).toString())) {
            execute(config, """
                    INSERT INTO message (
                        id, sender, recipient, body, created_at, expires_at, status, status_since, version, revision,
                        next_lookup_at, lookups)
                    VALUES ('%s', '+14155550100', '+15555550000', 'text', now(), now(), 'unconfirmed', now(), 3, 3,
                        '2026-11-25T00:00:00Z', 2)
                    """.formatted(id));
        }

        Database.open(config).close();

        assertThat(column(config, "SELECT rule FROM unsound_row")).isEmpty();
        assertThat(
                        column(
                                config,
                                "SELECT status || ' ' || lookups || ' ' || extract(epoch FROM next_lookup_at)::bigint FROM message_status"))
                .containsExactly("unconfirmed 2 1795564800", "unconfirmed 2 1795564800");
    }

    @Test
    void months_there_are_and_months_to_come_are_given_room_to_change() throws SQLException, LiquibaseException {
        var config = fresh("room_to_change");
        Database.open(config).close();
        rollBack(config, since(config, "0022-leave-room-to-change"));
        execute(config, "SELECT ensure_partitions(2)");
        assertThat(column(config, FILL_FACTORS)).containsExactly("message 70", "message_status 100");

        Database.open(config).close();
        execute(config, "SELECT ensure_partitions(4)");

        assertThat(column(config, FILL_FACTORS)).containsExactly("message 40", "message_status 60");
    }

    /** A report of weeks, say: whoever comes to the table meanwhile is not to stand behind the change that waits for it. */
    @Test
    void a_change_of_the_schema_that_waits_for_a_table_does_not_hold_others_up() throws Exception {
        var config = fresh("waiting_for_a_table");
        Database.open(config).close();
        rollBack(config, since(config, "0020-create-message-status"));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var reader = connection(config)) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT count(*) FROM message");

            var node = executor.submit(() -> Database.open(config));
            Awaitility.await()
                    .until(() -> !column(config, "SELECT pid::text FROM pg_locks WHERE NOT granted")
                            .isEmpty());
            execute(
                    config,
                    "SET statement_timeout = %d; SELECT count(*) FROM message"
                            .formatted(Database.STATEMENT_TIMEOUT_MILLIS));
            assertThat(node).isNotDone();
            reader.rollback();

            node.get().close();
        }
        assertThat(column(config, "SELECT count(*)::text FROM message_status")).containsExactly("0");
    }

    private static int since(DatabaseConfig config, String changeSet) throws SQLException {
        return Integer.parseInt(
                column(config, "SELECT count(*)::text FROM databasechangelog WHERE id >= '%s'".formatted(changeSet))
                        .getFirst());
    }

    private static void rollBack(DatabaseConfig config, int changeSets) throws SQLException, LiquibaseException {
        try (var connection = DriverManager.getConnection(config.url(), config.user(), config.password())) {
            Migration.execute(
                    connection,
                    new CommandScope(RollbackCountCommandStep.COMMAND_NAME)
                            .addArgumentValue(RollbackCountCommandStep.COUNT_ARG, changeSets));
        }
    }

    @Test
    void a_message_of_this_month_lies_in_the_partition_of_this_month() throws SQLException {
        var stores = TestDatabase.emptyStores();
        var message = Examples.message();
        stores.messages().accept(List.of(Examples.withoutKey(message)));

        assertThat(column(TestDatabase.config(), "SELECT tableoid::regclass::text FROM message"))
                .containsExactly("message_"
                        + message.createdAt().toString().substring(0, 7).replace('-', '_'));
    }

    @Test
    void a_message_outside_every_partition_is_kept_all_the_same() {
        var stores = TestDatabase.emptyStores();
        var message = Examples.message(Instant.parse("2001-01-01T00:00:00Z"), 60);

        stores.messages().accept(List.of(Examples.withoutKey(message)));

        assertThat(stores.messages().find(message.id())).contains(message);
    }

    @Test
    void partitions_begin_where_the_ids_of_their_month_begin() throws SQLException {
        TestDatabase.database();
        var first = MessageId.of(Instant.parse("2026-12-01T00:00:00Z"), 0, 0).toString();

        var bound = column(TestDatabase.config(), "SELECT uuid_at(timestamp '2026-12-01')::text")
                .getFirst();

        assertThat(bound.substring(0, 13)).isEqualTo(first.substring(0, 13));
        assertThat(bound).isLessThanOrEqualTo(first);
    }

    /** The driver tells the server the time zone of its JVM, which the build makes a hostile one. */
    @Test
    void the_sessions_of_the_tests_live_in_a_time_zone_that_is_nobodys() throws SQLException {
        TestDatabase.database();

        assertThat(column(TestDatabase.config(), "SHOW timezone")).containsExactly("America/St_Johns");
    }

    @Test
    void readiness_is_well_while_the_database_answers() {
        assertThat(TestDatabase.database().readiness().problem()).isEmpty();
    }
}
