package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static waybill.adapter.persistence.TestDatabase.execute;

import io.helidon.dbclient.DbClientException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.ReadinessCheck;
import waybill.application.port.out.StoreUnavailable;

/** A node is ready while its database takes writes, and not merely while it answers. */
class WriteReadinessTest {
    private static final int CONNECTIONS = 2;
    private static final String PASSWORD = "a-password";
    private static final String READ_ONLY = "25006";

    private DatabaseConfig owner;
    private Database database;
    private ReadinessCheck readiness;

    @BeforeEach
    void open() throws SQLException {
        execute(TestDatabase.config(), "DROP DATABASE IF EXISTS writes WITH (FORCE)");
        execute(TestDatabase.config(), "DROP ROLE IF EXISTS writer");
        execute(TestDatabase.config(), "CREATE ROLE writer LOGIN PASSWORD '%s'".formatted(PASSWORD));
        execute(TestDatabase.config(), "CREATE DATABASE writes OWNER writer");
        var url = TestDatabase.config().url().replaceFirst("/waybill$", "/writes");
        owner = new DatabaseConfig(url, "writer", PASSWORD, CONNECTIONS, TestDatabase.KIND, TestDatabase.ACCOUNT);
        database = Database.open(owner);
        readiness = database.readiness();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void it_is_ready_while_messages_are_accepted() {
        accept();

        assertThat(readiness.problem()).isEmpty();
    }

    @Test
    void connections_to_a_server_that_is_read_only_are_not_ready_and_are_given_up_for_one_that_is_not()
            throws SQLException {
        makeReadOnly();

        Awaitility.await().until(() -> readiness.problem().equals(Optional.of("the database is read-only")));

        execute(TestDatabase.config(), "ALTER DATABASE writes RESET default_transaction_read_only");
        var problems = new ArrayList<String>();
        Awaitility.await().until(() -> {
            var problem = readiness.problem();
            problem.ifPresent(problems::add);
            return problem.isEmpty();
        });
        assertThat(problems).filteredOn("the database is read-only"::equals).hasSizeLessThanOrEqualTo(CONNECTIONS);
    }

    @Test
    void a_send_that_meets_a_read_only_connection_leaves_none_to_the_next() throws SQLException {
        makeReadOnly();
        Awaitility.await().until(() -> catchThrowable(this::accept) instanceof StoreUnavailable);
        execute(TestDatabase.config(), "ALTER DATABASE writes RESET default_transaction_read_only");

        var failures = new ArrayList<Throwable>();
        Awaitility.await().until(() -> {
            var failure = Optional.ofNullable(catchThrowable(this::accept));
            failure.ifPresent(failures::add);
            return failure.isEmpty();
        });
        assertThat(failures)
                .filteredOn(failure -> DatabaseFailure.sqlState(failure).equals(READ_ONLY))
                .hasSizeLessThanOrEqualTo(CONNECTIONS);
    }

    @Test
    void a_right_that_was_taken_away_is_told() throws SQLException {
        execute(owner, "REVOKE INSERT ON message FROM writer");
        assertThatThrownBy(this::accept).isInstanceOf(DbClientException.class);

        assertThat(readiness.problem()).contains("the database refuses to write: SQLSTATE 42501");
    }

    @Test
    void a_full_disk_is_told() throws SQLException {
        execute(owner, """
                CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
                CREATE TRIGGER full_disk BEFORE INSERT ON message FOR EACH ROW EXECUTE FUNCTION no_room()
                """);
        assertThatThrownBy(this::accept).isInstanceOf(StoreUnavailable.class);

        assertThat(readiness.problem()).contains("the database refuses to write: SQLSTATE 53100");
    }

    @Test
    void what_other_writes_would_not_meet_is_no_refusal() throws SQLException {
        execute(owner, "ALTER TABLE message ADD CONSTRAINT no CHECK (false)");
        assertThatThrownBy(this::accept).isInstanceOf(DbClientException.class);

        assertThat(readiness.problem()).isEmpty();
    }

    @Test
    void a_refusal_is_forgotten_after_a_while() {
        var now = new AtomicLong(Long.MAX_VALUE);
        var refused = new RefusedWrites(now::get);
        refused.failed(new SQLException("no room", "53100"));

        now.addAndGet(RefusedWrites.REMEMBERED.toNanos() - 1);
        assertThat(refused.sqlState()).contains("53100");
        now.addAndGet(1);

        assertThat(refused.sqlState()).isEmpty();
    }

    @Test
    void a_statement_that_is_forbidden_is_told_by_name_and_not_each_time() throws SQLException {
        execute(owner, "REVOKE INSERT ON message FROM writer");

        try (var log = new CapturedLog()) {
            assertThatThrownBy(this::accept).isInstanceOf(DbClientException.class);
            assertThatThrownBy(this::accept).isInstanceOf(DbClientException.class);

            assertThat(log.lines()).containsExactly("the database refuses ACCEPT, SQLSTATE 42501");
        }
    }

    /** In two transactions: whoever comes back before the first has committed would still write. */
    private static void makeReadOnly() throws SQLException {
        execute(TestDatabase.config(), "ALTER DATABASE writes SET default_transaction_read_only = on");
        execute(
                TestDatabase.config(),
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'writes'");
    }

    private void accept() {
        database.messages().accept(List.of(Examples.withoutKey(Examples.message())));
    }
}
