package waybill.adapter.persistence.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** Where things lie below WAYBILL_DATA. */
record Layout(Path root) {

    /** Creates the directory if need be; the path is absolute and without symbolic links, as PostgreSQL wants it. */
    static Layout below(Path directory) throws IOException {
        PrivateFiles.createDirectories(directory);
        return new Layout(directory.toRealPath());
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path binaries() {
        return root.resolve("binaries");
    }

    Path password() {
        return root.resolve("password");
    }

    Path data() {
        return root.resolve("postgres");
    }

    /** What initdb has not finished; no PostgreSQL ever runs in there. */
    Path unfinishedData() {
        return root.resolve("postgres.new");
    }

    Path sockets() {
        return root.resolve("run");
    }

    Path log() {
        return root.resolve("postgres.log");
    }
}
