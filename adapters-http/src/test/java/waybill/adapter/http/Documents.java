package waybill.adapter.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The documents of record, which tests hold the code against. */
final class Documents {
    private Documents() {}

    /** @param path below the root of the project */
    static String read(String path) throws IOException {
        return Files.readString(Path.of("..").resolve(path));
    }
}
