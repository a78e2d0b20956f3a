package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    @TempDir
    private Path directory;

    @Test
    void it_may_do_what_it_does_at_its_end() throws InterruptedException {
        var child = Child.start(
                        directory,
                        Map.of(),
                        List.of("-cp", System.getProperty("java.class.path"), EndsInOrder.class.getName()))
                .awaitOutput(EndsInOrder.BEGUN);

        child.close();

        assertThat(child.output()).contains(EndsInOrder.ENDED);
        assertThat(child.isAlive()).isFalse();
    }
}
