package waybill.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long it takes from `java -jar` to the first callback answered, PostgreSQL running and migrated. */
record FirstCallback(Product product, Stage stage, Sessions database) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STATUS_LENGTH = 12;
    /** Of a connection that is taken before anybody reads from it. */
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** Seconds until the 204; the process is stopped again. */
    double measure() throws InterruptedException {
        var corpus = stage.seed(database, 1);
        var request = CallbackRequests.of(corpus, 0, Step.QUEUED, new Signer(Account.TOKEN));
        int port = Ports.free();
        long start = System.nanoTime();
        try (var child = product.serve(stage.directory(), database, port, "http://127.0.0.1:9")) {
            while (!isAcknowledged(port, request)) {
                if (!child.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new IllegalStateException("no callback was answered:\n" + child.output());
                }
                TimeUnit.MILLISECONDS.sleep(2);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            Verification.verify(corpus, new byte[] {(byte) Step.QUEUED.bit()}, database);
            return seconds;
        }
    }

    private static boolean isAcknowledged(int port, byte[] request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) ANSWER.toMillis());
            socket.getOutputStream().write(request);
            var status = socket.getInputStream().readNBytes(STATUS_LENGTH);
            return status.length == STATUS_LENGTH && status[9] == '2';
        } catch (IOException _) {
            return false;
        }
    }
}
