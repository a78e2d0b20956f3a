package waybill.bootstrap.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarFingerprintTest {
    @TempDir
    private Path directory;

    private Path cache;
    private Path jar;

    @BeforeEach
    void train() throws IOException {
        cache = Files.createFile(directory.resolve("waybill.aot"));
        jar = jar("waybill.jar", "one");
        JarFingerprint.keep(cache, jar);
    }

    @Test
    void a_cache_fits_the_jar_that_it_was_made_from_wherever_that_is() throws IOException {
        var elsewhere = Files.copy(jar, directory.resolve("copy.jar"));

        assertThat(JarFingerprint.fits(cache, jar)).isTrue();
        assertThat(JarFingerprint.fits(cache, elsewhere)).isTrue();
    }

    @Test
    void it_fits_no_jar_with_another_content_though_it_be_as_long() throws IOException {
        var other = jar("other.jar", "two");

        assertThat(Files.size(other)).isEqualTo(Files.size(jar));
        assertThat(JarFingerprint.fits(cache, other)).isFalse();
    }

    @Test
    void a_cache_of_which_nothing_is_known_fits_no_jar() throws IOException {
        assertThat(JarFingerprint.fits(directory.resolve("found.aot"), jar)).isFalse();
    }

    @Test
    void what_is_no_jar_has_no_fingerprint() throws IOException {
        var text =
                Files.writeString(directory.resolve("notes.txt"), "longer than the end of any jar without a comment");
        Files.delete(JarFingerprint.beside(cache));

        JarFingerprint.keep(cache, text);

        assertThat(JarFingerprint.beside(cache)).doesNotExist();
        assertThat(JarFingerprint.fits(cache, text)).isFalse();
    }

    private Path jar(String name, String content) throws IOException {
        var file = directory.resolve(name);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            var entry = new ZipEntry("entry.txt");
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(content.getBytes(UTF_8));
        }
        return file;
    }
}
