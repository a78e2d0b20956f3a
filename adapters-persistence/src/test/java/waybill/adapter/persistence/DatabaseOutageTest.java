package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.adapter.persistence.embedded.EmbeddedPostgres;
import waybill.application.port.out.Examples;
import waybill.application.port.out.MessageStore.Acceptance;
import waybill.application.port.out.OutcomeUnknown;
import waybill.application.port.out.StoreUnavailable;
import waybill.domain.Message;

/** What callers are told when PostgreSQL is away or hangs, and that all goes on by itself afterwards. */
class DatabaseOutageTest {
    /** The driver gives up after 5 s; whatever else the machine does meanwhile is its own. */
    private static final Duration ANSWER = Duration.ofSeconds(9);

    private static final Duration RECOVERY = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private EmbeddedPostgres server;
    private Database database;

    @BeforeEach
    void start() {
        server = EmbeddedPostgres.start(directory, Path.of("target/postgres-binaries"));
        database = Database.open(new DatabaseConfig(
                server.jdbcUrl(), server.user(), server.password(), 4, TestDatabase.KIND, TestDatabase.ACCOUNT));
    }

    @AfterEach
    void stop() {
        database.close();
        server.close();
    }

    @Test
    void what_was_accepted_around_a_kill_of_the_database_is_there_when_it_is_back() throws Exception {
        var accepted = new ArrayList<Message>();
        tryToAccept(accepted);
        kill("-KILL", server.pid());

        Awaitility.await().atMost(RECOVERY).pollInterval(Duration.ofMillis(20)).until(() -> {
            tryToAccept(accepted);
            return accepted.size() >= 20;
        });

        assertThat(accepted)
                .allSatisfy(message ->
                        assertThat(database.messages().find(message.id())).contains(message));
    }

    @Test
    void a_database_that_hangs_is_given_up_in_time_and_used_again_when_it_goes_on() throws Exception {
        accept();
        // First the one that would start processes for further connections of the pool, which nobody would stop.
        kill("-STOP", server.pid());
        var pids = descendants();
        for (long pid : pids) {
            kill("-STOP", pid);
        }

        try {
            long before = System.nanoTime();
            assertThatThrownBy(this::accept).isInstanceOfAny(StoreUnavailable.class, OutcomeUnknown.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(ANSWER);
            assertThat(database.readiness().problem()).isPresent();
        } finally {
            // Last the one that buries those that ended before they were stopped: nobody could signal them any more.
            for (long pid : pids.reversed()) {
                kill("-CONT", pid);
            }
        }
        Awaitility.await().atMost(RECOVERY).ignoreExceptions().until(() -> {
            accept();
            return true;
        });
    }

    @Test
    void a_send_whose_connection_broke_in_the_middle_has_an_unknown_outcome() throws Exception {
        accept();
        try (var blocker = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("LOCK TABLE message IN ACCESS EXCLUSIVE MODE");
            var failure = CompletableFuture.supplyAsync(this::tryToAccept);
            Awaitility.await().until(() -> waiting(blocker) >= 1);
            blocker.createStatement().execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted");

            assertThat(failure.get()).isInstanceOf(OutcomeUnknown.class);
        }
    }

    @Test
    void a_racer_that_waits_too_long_for_its_key_is_told_so() throws Exception {
        var first = Examples.withKey(Examples.message(), "key", "payload");
        try (var blocker = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
            blocker.setAutoCommit(false);
            try (var statement = blocker.prepareStatement(
                    "INSERT INTO idempotency_key (scope, key, payload, message_id) VALUES (?, ?, ?, gen_random_uuid())")) {
                var idempotency = first.idempotency().orElseThrow();
                statement.setBytes(1, idempotency.scope().bytes());
                statement.setString(2, idempotency.key());
                statement.setBytes(3, idempotency.payload().bytes());
                statement.executeUpdate();
            }

            assertThat(database.messages().accept(List.of(first))).containsExactly(new Acceptance.KeyBusy());
        }
    }

    private void accept() {
        database.messages().accept(List.of(Examples.withoutKey(Examples.message())));
    }

    /** Remembers what was accepted; fails on anything but that and the two ways to say that it could not be. */
    private void tryToAccept(List<Message> accepted) {
        var message = Examples.message();
        try {
            database.messages().accept(List.of(Examples.withoutKey(message)));
            accepted.add(message);
        } catch (StoreUnavailable | OutcomeUnknown _) {
            // Nothing was promised.
        }
    }

    private Throwable tryToAccept() {
        try {
            accept();
            return new AssertionError("it was accepted");
        } catch (StoreUnavailable | OutcomeUnknown e) {
            return e;
        }
    }

    private static int waiting(Connection connection) throws SQLException {
        try (var rows = connection
                .createStatement()
                .executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'message'::regclass")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private List<Long> descendants() {
        return Stream.concat(
                        Stream.of(server.pid()),
                        ProcessHandle.of(server.pid())
                                .orElseThrow()
                                .descendants()
                                .map(ProcessHandle::pid))
                .toList();
    }

    private static void kill(String signal, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, String.valueOf(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
