package waybill.domain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The documents that are held against the code, wherever in the repository the tests run. */
final class Documents {
    private static final Path DOCS = Path.of("docs");

    private Documents() {}

    static List<String> lines(String name) {
        try {
            return Files.readAllLines(root().resolve(DOCS).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        var here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve(DOCS))) {
            var parent = here.getParent();
            if (parent == null) {
                throw new IllegalStateException("no directory above holds docs");
            }
            here = parent;
        }
        return here;
    }
}
