package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageTest {
    @ParameterizedTest
    @ValueSource(strings = {"tmpfs", "ramfs"})
    void a_database_in_memory_is_refused_and_it_is_said_how_to_move_it(String type) {
        assertThatThrownBy(() -> Stage.requireDisk(Path.of("/tmp"), type))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the database would be in memory, for /tmp is a %s:"
                                + " choose another with JDK_JAVA_OPTIONS=-Djava.io.tmpdir=DIRECTORY",
                        type);
    }

    @Test
    void a_disk_will_do() {
        assertThatCode(() -> Stage.requireDisk(Path.of("/tmp"), "ext4")).doesNotThrowAnyException();
    }
}
