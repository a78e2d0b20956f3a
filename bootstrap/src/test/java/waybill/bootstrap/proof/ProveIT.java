package waybill.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import waybill.bootstrap.JarProcess;

/** The short form of the crash kit; the long one is run by hand. */
class ProveIT {
    @TempDir
    private Path directory;

    @Test
    @Timeout(300)
    void the_promises_hold_while_everything_is_killed() {
        try (var proving = JarProcess.start(directory, Map.of(), "prove", "--minutes", "0.15", "--seed", "1")) {
            proving.awaitEnd();

            // How much can be tried in this time is the machine's affair; what was tried must hold.
            assertThat(proving.output())
                    .containsPattern("(PROVED|TOO LITTLE TRIED) seed=1 messages=[1-9][0-9]+ kills=[1-9]")
                    .contains(" lost=0 doubled=0 wrong=0 open=0");
        }
    }

    @Test
    void an_option_that_is_not_there_is_refused_in_one_sentence() {
        var ended = JarProcess.run(directory, Map.of(), "prove", "--hours", "1");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output()).startsWith("waybill: `waybill prove` takes").hasLineCount(1);
    }
}
