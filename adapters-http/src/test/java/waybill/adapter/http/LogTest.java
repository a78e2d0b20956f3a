package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.application.port.in.ReceiveDeliveryCallback.Result;

class LogTest {
    private static final Logger ROOT = Logger.getLogger("");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler capture = new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord line) {
            var text = new StringWriter();
            text.append(formatter.formatMessage(line));
            if (line.getThrown() != null) {
                line.getThrown().printStackTrace(new PrintWriter(text));
            }
            lines.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        capture.setLevel(Level.ALL);
        ROOT.addHandler(capture);
    }

    @AfterEach
    void stopListening() {
        ROOT.removeHandler(capture);
    }

    @Test
    void a_fault_is_one_line_with_its_reference_and_nothing_of_the_message() throws IOException {
        var api = new TestApi();
        api.send = command -> {
            throw new IllegalStateException("cannot send to +15555550050", new IOException("4711"));
        };
        try (var server = api.start()) {
            lines.clear();
            var response = RawClient.post(server, "/v1/messages", Samples.BODY);

            assertThat(response.status()).isEqualTo(500);
            assertThat(response.text())
                    .doesNotContain("15555550050")
                    .doesNotContain("Exception")
                    .doesNotContain("java");
            assertThat(lines).hasSize(1);
            var reference = response.json().get("detail").asText().replaceAll(".* ", "");
            assertThat(lines.getFirst())
                    .contains(
                            "incident " + reference,
                            "POST /v1/messages",
                            "java.lang.IllegalStateException",
                            "caused by java.io.IOException")
                    .doesNotContain("\n")
                    .doesNotContain("15555550050")
                    .doesNotContain("4711");
        }
    }

    @Test
    void no_request_leaves_a_trace_of_its_numbers_texts_or_keys() throws IOException {
        var api = new TestApi();
        try (var server = api.start()) {
            lines.clear();
            RawClient.post(server, "/v1/messages", Samples.BODY);
            RawClient.post(server, "/v1/messages", Samples.BODY.replace("text", "+15555550050"));
            RawClient.call(server, "GET", "/v1/messages?to=+15555550050&x=+15555550050");
            RawClient.call(server, "GET", "/+15555550050");
            RawClient.call(server, "GET", "/%zz+15555550050");
            RawClient.call(server, "GET /+15555550050 HTTP/1.1\r\nHost: +15555550050:x:y\r\n\r\n");
            RawClient.call(
                    server, "GET / HTTP/1.1\r\nHost: x\r\nAuthorization : Bearer %s\r\n\r\n".formatted(TestApi.KEY));
            RawClient.post(server, "/callbacks/delivery-status", "To=15555550050&Text=4711");
            try (var client = new RawClient(server)) {
                client.send(RawClient.post("/v1/messages", Samples.BODY));
            }
        }

        assertThat(String.join("\n", lines))
                .doesNotContain("15555550050")
                .doesNotContain("4711")
                .doesNotContain(TestApi.KEY)
                .doesNotContain("\tat ")
                .doesNotContain("xception");
    }

    @Test
    void a_client_that_is_gone_before_it_is_asked_for_its_body_leaves_no_line() throws Exception {
        var begun = new CountDownLatch(1);
        var gone = new CountDownLatch(1);
        var api = new TestApi();
        api.receive = request -> {
            begun.countDown();
            MessageRoutesTest.await(gone);
            return new Result.Stored();
        };
        try (var server = api.start()) {
            lines.clear();
            try (var client = new RawClient(server)) {
                client.send(RawClient.post("/callbacks/delivery-status", "a=b") + RawClient.head("POST", "/v1/messages")
                        + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
                begun.await();
            }
            // The answer to the first request is written to a client that is gone, and so meets a reset; then 100.
            gone.countDown();
            while (server.connections() > 0) {
                Thread.onSpinWait();
            }
        }

        assertThat(lines).noneMatch(line -> line.contains("xception"));
    }
}
