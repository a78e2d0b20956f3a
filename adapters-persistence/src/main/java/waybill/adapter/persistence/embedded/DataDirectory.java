package waybill.adapter.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;

/** Makes the data directory, once: a directory of that name is a whole one. */
final class DataDirectory {
    private static final System.Logger LOG = System.getLogger(DataDirectory.class.getName());

    private DataDirectory() {}

    static void createUnlessThere(Layout layout, Binaries binaries) throws IOException {
        if (Files.exists(layout.data().resolve("PG_VERSION"))) {
            return;
        }
        LOG.log(System.Logger.Level.INFO, "Creating the database in {0}", layout.data());
        // A name nobody used before: an initdb whose Waybill was killed may still be at work under another.
        var draft = layout.unfinishedData().resolve(UUID.randomUUID().toString());
        deleteUnfinished(layout);
        PrivateFiles.createDirectories(layout.unfinishedData());
        initdb(layout, binaries, draft.toString());
        PrivateFiles.rename(draft, layout.data());
        deleteUnfinished(layout);
    }

    private static void initdb(Layout layout, Binaries binaries, String directory) throws IOException {
        var log = ServerLog.open(layout.log());
        var arguments = List.of(
                "--pgdata=" + directory,
                "--username=" + EmbeddedPostgres.USER,
                "--pwfile=" + layout.password(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // Independent of the machine's locales and of their updates, which would break indexes.
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions");
        var initdb = log.capture(binaries.program("initdb", arguments)).start();
        Waiting.untilExit(initdb);
        if (initdb.exitValue() != 0) {
            throw new EmbeddedPostgresException("The database could not be created in %s: %s; see %s."
                    .formatted(layout.root(), log.lastWords(), layout.log()));
        }
    }

    private static void deleteUnfinished(Layout layout) {
        try {
            PrivateFiles.deleteRecursively(layout.unfinishedData());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Could not delete {0}: {1}", layout.unfinishedData(), e);
        }
    }
}
