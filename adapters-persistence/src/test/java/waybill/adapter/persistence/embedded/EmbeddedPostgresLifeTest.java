package waybill.adapter.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts, stops and ends of all kinds, each in a directory of its own. */
class EmbeddedPostgresLifeTest {
    Path directory;

    @BeforeEach
    void directory(@TempDir Path temporary) throws Exception {
        directory = temporary.toRealPath().resolve("demo");
    }

    @Test
    void data_is_kept_over_a_stop_that_leaves_no_process_behind() throws Exception {
        long firstPid;
        try (var first = start()) {
            firstPid = first.pid();
            Sql.execute(first, "CREATE TABLE kept AS SELECT 42 AS id");
        }
        assertThat(runs(firstPid)).isFalse();
        assertThat(directory.resolve("postgres/postmaster.pid")).doesNotExist();

        try (var second = start()) {
            assertThat(Sql.query(second, "SELECT id FROM kept")).isEqualTo("42");
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void one_directory_serves_one_process_and_the_next_takes_over_from_one_that_was_killed() throws Exception {
        long orphan;
        try (var other = OtherWaybill.startIn(directory)) {
            orphan = other.serverPid();

            assertThatThrownBy(this::start)
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessage(
                            "%s is in use by another Waybill (pid %d): stop it, or set WAYBILL_DATA to another directory.",
                            directory, other.pid());
        }
        assertThat(runs(orphan)).isTrue();

        try (var successor = start()) {
            assertThat(runs(orphan)).isFalse();
            assertThat(successor.pid()).isNotEqualTo(orphan);
            assertThat(Sql.query(successor, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_stale_pid_that_is_another_process_s_by_now_harms_neither() throws Exception {
        start().close();
        var innocent = new ProcessBuilder("sleep", "600").start();
        try {
            var lines = List.of(
                    Long.toString(innocent.pid()), directory.resolve("postgres").toString(), "1", "5432");
            Files.write(directory.resolve("postgres/postmaster.pid"), lines);

            try (var postgres = start()) {
                assertThat(Sql.query(postgres, "SELECT 1")).isEqualTo("1");
            }

            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void an_initdb_cut_short_is_done_again_and_an_empty_pid_file_does_not_matter() throws Exception {
        var rubbish = Files.createDirectories(directory.resolve("postgres.new/cut/short"));
        Files.writeString(rubbish.resolve("PG_VERSION"), "1");

        try (var postgres = start()) {
            assertThat(Sql.query(postgres, "SELECT 1")).isEqualTo("1");
        }
        assertThat(directory.resolve("postgres.new")).doesNotExist();

        Files.createFile(directory.resolve("postgres/postmaster.pid"));
        start().close();
    }

    @Test
    void what_stands_in_the_way_is_told_in_one_sentence_and_gives_the_directory_up() throws Exception {
        start().close();
        Files.writeString(directory.resolve("postgres/PG_VERSION"), "12\n");

        for (var attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("did not start: it said")
                    .hasMessageContaining("FATAL:  database files are incompatible with server")
                    .hasMessageEndingWith("see %s.", directory.resolve("postgres.log"));
        }
    }

    @Test
    void a_port_that_somebody_else_took_is_told_from_other_failures() throws Exception {
        start().close();
        var layout = Layout.below(directory);

        try (var taken = new ServerSocket(0, 1, Inet4Address.ofLiteral("127.0.0.1"))) {
            var server = ServerProcess.launch(
                    layout, Binaries.unpackedBelow(TestDirectories.BINARIES), taken.getLocalPort());

            assertThat(server.awaitStart()).isInstanceOf(ServerProcess.Outcome.PortTaken.class);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void it_waits_for_the_processes_that_a_killed_server_leaves_behind() throws Exception {
        try (var postgres = start();
                var connection = Sql.connect(postgres, postgres.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            var lingering = rows.getString(1);
            var killed = postgres.pid();

            signal("STOP", lingering);
            signal("KILL", Long.toString(killed));
            await().until(() -> log().contains("pre-existing shared memory block"));
            signal("CONT", lingering);

            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> Sql.query(postgres, "SELECT 1").equals("1"));
            assertThat(postgres.pid()).isNotEqualTo(killed);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_server_that_cannot_stop_is_stopped_by_force() throws Exception {
        start().close();
        var binaries = Binaries.unpackedBelow(TestDirectories.BINARIES);
        var server = FirstStart.of(Layout.below(directory), binaries).server();
        signal("STOP", Long.toString(server.pid()));

        new Shutdown(binaries, server.pid(), () -> runs(server.pid()), Duration.ofMillis(100)).run();

        assertThat(runs(server.pid())).isFalse();
        start().close();
    }

    @Test
    void sockets_are_done_without_where_the_path_is_too_long_for_them() throws Exception {
        directory = directory.resolve("a directory, with a name that is long".repeat(4));

        try (var postgres = start()) {
            assertThat(Sql.query(postgres, "SHOW unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void data_without_its_password_is_refused() throws Exception {
        Files.createDirectories(directory.resolve("postgres"));

        assertThatThrownBy(this::start)
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("password is missing")
                .hasMessageEndingWith("restore it from a backup.");
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("postgres.log"));
    }

    /** A process that ended but that nobody waited for still has a handle; it has no command any more. */
    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).flatMap(handle -> handle.info().command()).isPresent();
    }

    private static void signal(String signal, String pid) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                .start()
                .onExit()
                .join();
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(directory, TestDirectories.BINARIES);
    }
}
