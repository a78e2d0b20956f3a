package waybill.adapter.persistence.embedded;

import java.nio.file.Path;

/** What the tests of this package share: PostgreSQL's programs, unpacked once for all of them. */
final class TestDirectories {
    static final Path BINARIES = Path.of("target", "postgres-binaries");

    private TestDirectories() {}
}
