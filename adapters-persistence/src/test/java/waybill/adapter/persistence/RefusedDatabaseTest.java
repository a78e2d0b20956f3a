package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.adapter.persistence.TestDatabase.connection;
import static waybill.adapter.persistence.TestDatabase.execute;
import static waybill.adapter.persistence.TestDatabase.fresh;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What an operator is told of a database that does not let a node in. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class RefusedDatabaseTest {
    @Test
    void what_takes_the_connection_and_never_answers_is_given_up() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var url = "jdbc:postgresql://127.0.0.1:%d/waybill?sslmode=disable".formatted(silent.getLocalPort());

            assertThatThrownBy(() -> Database.open(TestDatabase.config(url, TestDatabase.KIND, TestDatabase.ACCOUNT)))
                    .isInstanceOf(DatabaseRefused.class)
                    .hasMessageContaining("cannot be used (Connection attempt timed out.)");
        }
    }

    @Test
    void a_node_that_waits_for_one_that_migrates_says_so() throws Exception {
        var config = fresh("waits_for_migration");
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var other = connection(config);
                var log = new CapturedLog()) {
            other.createStatement().execute("SELECT pg_advisory_lock(%d)".formatted(Migration.ADVISORY_LOCK));

            var node = executor.submit(() -> Database.open(config));
            Awaitility.await().until(() -> !log.lines().isEmpty());
            other.createStatement().execute("SELECT pg_advisory_unlock_all()");
            node.get().close();

            assertThat(log.lines()).containsExactly("waiting for another node that looks after the schema");
        }
    }

    @Test
    void a_pool_that_gets_no_connection_is_a_database_that_cannot_be_used() throws SQLException {
        var config = role("connects_once", "CONNECTION LIMIT 0", "OWNER connects_once");

        assertThatThrownBy(() -> Database.pool(config))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("too many connections for role \"connects_once\"");
    }

    @Test
    void a_role_without_rights_is_told_the_remedy() throws SQLException {
        var config = role("without_rights", "", "");

        assertThatThrownBy(() -> Database.open(config))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("permission denied for schema public")
                .hasMessageContaining("ALTER DATABASE")
                .hasMessageNotContaining("\n");
    }

    @Test
    void nothing_of_a_url_is_told_that_may_be_a_secret() {
        for (var url : List.of(
                "jdbc:postgresql://127.0.0.1:1/waybill?sslpassword=hunter2",
                "jdbc:postgresql://127.0.0.1:port/waybill?sslpassword=hunter2")) {
            assertThatThrownBy(() -> Database.open(TestDatabase.config(url, TestDatabase.KIND, TestDatabase.ACCOUNT)))
                    .isInstanceOf(DatabaseRefused.class)
                    .hasMessageContaining("127.0.0.1")
                    .hasMessageNotContaining("hunter2");
        }
    }

    /** A role of its own, and a database of that name. */
    private static DatabaseConfig role(String name, String roleOptions, String databaseOptions) throws SQLException {
        execute(TestDatabase.config(), "CREATE ROLE %s LOGIN PASSWORD 'a-password' %s".formatted(name, roleOptions));
        execute(TestDatabase.config(), "CREATE DATABASE %s %s".formatted(name, databaseOptions));
        var url = TestDatabase.config().url().replaceFirst("/waybill$", "/" + name);
        return new DatabaseConfig(url, name, "a-password", 2, TestDatabase.KIND, TestDatabase.ACCOUNT);
    }
}
