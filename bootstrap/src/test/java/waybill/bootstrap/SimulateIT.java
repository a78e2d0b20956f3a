package waybill.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator as a process of its own. */
class SimulateIT {
    private static final Map<String, String> ACCOUNT =
            Map.of("PLIVO_AUTH_ID", "MA1234567890ABCDEFGH", "PLIVO_AUTH_TOKEN", "a-token");
    private static final int FILES = 100;
    private static final Pattern PORT = Pattern.compile("simulated at http://127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    private Path directory;

    @Test
    void whoever_cannot_accept_any_more_ends_in_one_sentence() throws IOException {
        var clients = new ArrayList<Socket>();
        try (var simulate = JarProcess.startWithFiles(FILES, directory, ACCOUNT, "simulate", "--port", "0")) {
            int port = port(simulate.awaitOutput("_simulator/messages"));
            for (int i = 0; i < FILES; i++) {
                clients.add(connected(port));
            }

            var ended = simulate.ended();

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.output()).contains("waybill: the simulator cannot listen any more, so it ends");
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }

    private static int port(JarProcess simulate) {
        var port = PORT.matcher(simulate.output());
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    /** Connected or refused: the last ones may be late. */
    private static Socket connected(int port) {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            // It has ended already.
        }
        return socket;
    }
}
