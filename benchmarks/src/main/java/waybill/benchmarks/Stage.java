package waybill.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import waybill.adapter.persistence.embedded.EmbeddedPostgres;

/** A temporary directory with a PostgreSQL that keeps what it commits; gone when closed, or when this process is gone. */
final class Stage implements AutoCloseable {
    private static final List<String> KEEPING = List.of("fsync", "synchronous_commit", "full_page_writes");

    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");
    private static final String MOVE = "choose another with JDK_JAVA_OPTIONS=-Djava.io.tmpdir=DIRECTORY";

    /** Stops the server as fast as it can be without leaving its shared memory behind, then deletes the directory. */
    private static final String LAST_WILL = """
            for second in 1 2 3 4 5 6 7 8 9 10; do
                read -r pid < "$1/postgres/postgres/postmaster.pid" && kill -QUIT "$pid" || break
                sleep 1
            done
            rm -rf "$1" || { sleep 1; rm -rf "$1"; }""";

    private final Path directory;
    private final LastWill will;
    private final EmbeddedPostgres postgres;
    private final Sessions sessions;
    private final Tally tally = new Tally();
    private final AtomicInteger corpora = new AtomicInteger();
    private final int salt = (int) (System.nanoTime() & 0xF_FFFF) << 10;

    private Stage(Path directory, LastWill will, EmbeddedPostgres postgres) {
        this.directory = directory;
        this.will = will;
        this.postgres = postgres;
        this.sessions = Sessions.of(postgres);
    }

    /** As {@link #open}, where what is committed gets to a disk. */
    static Stage onDisk() {
        requireDisk(temporary());
        return open();
    }

    static Stage open() {
        try {
            var directory = Files.createTempDirectory(temporary(), "waybill-bench-");
            var will = LastWill.of(LAST_WILL, directory.toString());
            var stage = new Stage(directory, will, EmbeddedPostgres.start(directory.resolve("postgres")));
            stage.requireDurability();
            return stage;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path directory() {
        return directory;
    }

    Sessions database() {
        return sessions;
    }

    Tally tally() {
        return tally;
    }

    /** Where PostgreSQL writes what it has to say. */
    Path postgresLog() {
        return directory.resolve("postgres").resolve("postgres.log");
    }

    long postgresPid() {
        return postgres.pid();
    }

    /** New messages that Plivo has just taken, in this database. */
    Corpus seed(Sessions database, int messages) {
        var corpus = new Corpus(System.currentTimeMillis(), salt + corpora.incrementAndGet(), messages);
        Seeding.insert(corpus, database);
        return corpus;
    }

    private static Path temporary() {
        var directory = Path.of(System.getProperty("java.io.tmpdir"));
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new IllegalStateException("the database is to be in %s, which is no directory that can be written: %s"
                    .formatted(directory, MOVE));
        }
        return directory;
    }

    private static void requireDisk(Path directory) {
        try {
            requireDisk(directory, Files.getFileStore(directory).type());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is flushed to memory costs nothing, and is not durable. */
    static void requireDisk(Path directory, String type) {
        if (IN_MEMORY.contains(type)) {
            throw new IllegalStateException(
                    "the database would be in memory, for %s is a %s: %s".formatted(directory, type, MOVE));
        }
    }

    /** Without these, every figure would be a lie. */
    private void requireDurability() {
        for (var setting : KEEPING) {
            if (!sessions.value("SHOW " + setting).equals("on")) {
                close();
                throw new IllegalStateException(setting + " is off: what this measures would not be durable");
            }
        }
    }

    @Override
    public void close() {
        postgres.close();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> {
                if (!file.delete()) {
                    file.deleteOnExit();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        will.close();
    }
}
