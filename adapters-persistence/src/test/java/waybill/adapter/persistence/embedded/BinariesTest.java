package waybill.adapter.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
    @TempDir
    Path directory;

    @Test
    void first_starts_at_the_same_time_unpack_once_and_what_was_unpacked_half_way_is_unpacked_again() throws Exception {
        var name = BinariesArchive.ofThisMachine().name();
        var half = Files.createDirectories(directory.resolve(name + ".new/bin"));
        Files.writeString(half.resolve("postgres"), "cut sho");
        Callable<Binaries> unpack = () -> Binaries.unpackedBelow(directory);

        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var binaries : threads.invokeAll(List.of(unpack, unpack))) {
                var version = binaries.get()
                        .program("postgres", List.of("--version"))
                        .redirectErrorStream(true)
                        .start();

                assertThat(version.inputReader().readLine()).isEqualTo("postgres (PostgreSQL) 18.6");
            }
        }
        try (var left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder(name, "lock");
        }
    }
}
