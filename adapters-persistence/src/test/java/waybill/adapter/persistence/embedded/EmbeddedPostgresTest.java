package waybill.adapter.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds of a running one, shared by all tests here. */
class EmbeddedPostgresTest {
    @TempDir
    static Path parent;

    static Path directory;
    static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() {
        directory = parent.resolve("data").resolve("demo");
        postgres = EmbeddedPostgres.start(directory, TestDirectories.BINARIES);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({
        "server_version, 18.6",
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "data_checksums, on",
        "password_encryption, scram-sha-256",
        "listen_addresses, 127.0.0.1",
        "server_encoding, UTF8",
        "log_timezone, UTC",
        "log_statement, none",
        "log_parameter_max_length_on_error, 0"
    })
    void it_is_set_up_to_keep_what_it_acknowledged_and_to_keep_it_to_itself(String setting, String value)
            throws SQLException {
        assertThat(Sql.query(postgres, "SHOW " + setting)).isEqualTo(value);
    }

    @Test
    void the_password_is_its_owner_s_alone() throws IOException {
        var file = directory.resolve("password");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).isEqualTo(postgres.password());
        assertThat(postgres.password()).hasSizeGreaterThanOrEqualTo(32);
    }

    @ParameterizedTest
    @CsvSource({".", "postgres", "run"})
    void nobody_else_enters_its_directories(String name) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                .isEqualTo("rwx------");
    }

    @Test
    void a_wrong_password_is_refused() {
        assertThatThrownBy(() -> Sql.connect(postgres, "guessed").close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void nobody_is_trusted() throws SQLException {
        assertThat(Sql.query(postgres, "SELECT string_agg(DISTINCT auth_method, ' ') FROM pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
    }

    @Test
    void it_listens_on_the_loopback_address_alone() throws IOException {
        var port = URI.create(postgres.jdbcUrl().substring("jdbc:".length())).getPort();
        var others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();

        try (var socket = new Socket(Inet4Address.ofLiteral("127.0.0.1"), port)) {
            assertThat(socket.isConnected()).isTrue();
        }
        assertThat(others).allSatisfy(address -> refuses(address, port));
    }

    @Test
    void a_directory_that_is_none_is_told_with_what_to_do() throws IOException {
        var file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> EmbeddedPostgres.start(file, TestDirectories.BINARIES))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessage(
                        "The embedded PostgreSQL cannot use %1$s (%1$s is no directory): set WAYBILL_DATA to a directory that can be written."
                                .formatted(file));
    }

    @Test
    void a_second_start_in_the_same_process_is_refused_and_leaves_the_first_alone() throws SQLException {
        for (var attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, TestDirectories.BINARIES))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessage(
                            "%s is in use by another Waybill (pid %d): stop it, or set WAYBILL_DATA to another directory.",
                            directory, ProcessHandle.current().pid());
        }
        assertThatThrownBy(() -> OtherWaybill.startIn(directory)).hasMessageContaining("ended with status 1");

        assertThat(Sql.query(postgres, "SELECT 1")).isEqualTo("1");
    }

    @Test
    void a_statement_that_fails_leaves_nothing_of_itself_in_the_log() throws SQLException, IOException {
        Sql.execute(postgres, "CREATE TABLE secret (text text CHECK (text IS NULL))");

        assertThatThrownBy(() -> Sql.execute(postgres, "INSERT INTO secret VALUES ('+4915100000001 hello')"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> Sql.execute(postgres, "SELECT '+4915100000001 hello'::uuid"))
                .isInstanceOf(SQLException.class);

        assertThat(Files.readString(directory.resolve("postgres.log")))
                .contains("ready to accept connections")
                .doesNotContain("4915100000001")
                .doesNotContain(postgres.password());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ctrl_c_in_our_terminal_does_not_reach_it_and_it_knows_none_of_our_secrets() throws IOException {
        var process = Path.of("/proc", Long.toString(postgres.pid()));
        var session = Files.readString(process.resolve("stat")).split(" ", -1)[5];
        var environment = Files.readString(process.resolve("environ")).split("\0", 0);

        assertThat(session).isEqualTo(Long.toString(postgres.pid()));
        assertThat(environment)
                .allSatisfy(variable -> assertThat(variable).matches("(?s)(PATH|TMPDIR|TEMP|LC_ALL|PG.*)=.*"));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void killed_it_comes_back_by_itself_on_the_same_port_with_what_was_committed() throws Exception {
        Sql.execute(postgres, "CREATE TABLE survives (id int)");
        Sql.execute(postgres, "INSERT INTO survives VALUES (42)");
        var killed = postgres.pid();
        var url = postgres.jdbcUrl();

        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> postgres.pid() != killed
                        && Sql.query(postgres, "SELECT id FROM survives").equals("42"));
        assertThat(postgres.jdbcUrl()).isEqualTo(url);
    }

    private static void refuses(InetAddress address, int port) {
        assertThatThrownBy(() -> new Socket(address, port).close()).isInstanceOf(ConnectException.class);
    }
}
