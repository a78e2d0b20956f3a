package waybill.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    @Test
    void misuse_is_told_apart_from_failure() throws InterruptedException {
        assertThat(Main.run(List.of("--help"), out, out)).isZero();
        assertThat(Main.run(List.of("--quick", "--goal=0"), out, out)).isEqualTo(2);
        assertThat(printed.toString(UTF_8))
                .endsWith("waybill bench: --goal takes a number above 0, not '0'%n".formatted());
    }

    @Test
    void a_jar_that_is_missing_is_no_misuse() throws InterruptedException {
        System.setProperty("waybill.jar", "nowhere.jar");
        try {
            assertThat(Main.run(List.of("--quick"), out, out)).isEqualTo(1);
        } finally {
            System.clearProperty("waybill.jar");
        }
        assertThat(printed.toString(UTF_8)).startsWith("waybill bench: nowhere.jar is missing");
    }

    @Test
    void whatever_fails_inside_is_one_sentence() {
        assertThat(Sentence.of(new UncheckedIOException(new ConnectException("Connection refused"))))
                .isEqualTo("input or output failed: java.net.ConnectException: Connection refused");
        assertThat(Sentence.of(new UncheckedIOException(new IOException(new IllegalStateException()))))
                .startsWith("input or output failed: java.io.IOException");
        assertThat(Sentence.of(new Lost("a message"))).isEqualTo("LOST: a message");
        assertThat(Sentence.of(new IllegalArgumentException("a bug")))
                .isEqualTo("this failed, and should not: java.lang.IllegalArgumentException: a bug");
    }
}
