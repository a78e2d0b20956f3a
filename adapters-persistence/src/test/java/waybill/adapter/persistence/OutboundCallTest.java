package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.adapter.persistence.TestDatabase.fresh;

import com.sun.net.httpserver.HttpServer;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Libraries that would report their use to their makers do not. */
class OutboundCallTest {
    /** In a process of its own: Liquibase asks once in each whether to report, and reports at its end. */
    @Test
    void migrating_calls_nobody_but_the_database() throws Exception {
        var called = new CopyOnWriteArrayList<String>();
        var makers = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        makers.createContext("/", exchange -> {
            called.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(404, -1);
        });
        makers.start();
        try {
            var config = fresh("calls_nobody");
            var migration = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-Dliquibase.analytics.configEndpointUrl=http://127.0.0.1:%d/"
                                    .formatted(makers.getAddress().getPort()),
                            OutboundCallTest.class.getName(),
                            config.url(),
                            config.user(),
                            config.password())
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();

            assertThat(migration.waitFor()).isZero();
        } finally {
            makers.stop(0);
        }

        assertThat(called).isEmpty();
    }

    static void main(String... arguments) {
        Database.open(new DatabaseConfig(
                        arguments[0], arguments[1], arguments[2], 2, TestDatabase.KIND, TestDatabase.ACCOUNT))
                .close();
    }
}
