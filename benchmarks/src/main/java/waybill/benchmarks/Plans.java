package waybill.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What PostgreSQL did to answer, as auto_explain writes it into the server's log: the statements of Waybill itself. */
record Plans(Path log) {
    private static final Pattern SCAN =
            Pattern.compile("(Seq )?[\\w ]*Scan.* on message\\w* .*actual rows=([0-9.]+) loops=(\\d+)");
    private static final Pattern REMOVED = Pattern.compile("Rows Removed by (?:Filter|Index Recheck): (\\d+)");

    /**
     * Of the worst statement on messages.
     *
     * @param sequential whether a table with rows in it was read from end to end
     */
    record Work(double visited, boolean sequential) {
        static final Work NONE = new Work(0, false);

        /** The same statement's next scan. */
        Work and(double rows, boolean fromEndToEnd) {
            return new Work(visited + rows, sequential || (fromEndToEnd && rows > 0));
        }

        Work or(Work other) {
            return new Work(Math.max(visited, other.visited), sequential || other.sequential);
        }
    }

    /** From the next connection on, until it is ended: with it a fifth fewer callbacks are taken in. */
    static void log(Sessions database) {
        var alter = "ALTER DATABASE " + database.name() + " SET ";
        database.execute(
                alter + "session_preload_libraries = 'auto_explain'",
                alter + "auto_explain.log_min_duration = 0",
                alter + "auto_explain.log_analyze = on",
                alter + "auto_explain.log_timing = off");
    }

    /** From the next connection on. */
    static void logNoMore(Sessions database) {
        database.execute("ALTER DATABASE %s RESET ALL".formatted(database.name()));
    }

    long end() {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The worst since the log was so long. */
    Work since(long position) {
        try (var file = Files.newInputStream(log)) {
            file.skipNBytes(position);
            return worst(new String(file.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Work worst(String log) {
        var worst = Work.NONE;
        for (var statement : log.split("Query Text:", -1)) {
            worst = worst.or(work(statement));
        }
        return worst;
    }

    private static Work work(String statement) {
        var work = Work.NONE;
        double loops = 0;
        for (var line : statement.split("\n", -1)) {
            var scan = SCAN.matcher(line);
            var removed = REMOVED.matcher(line);
            if (scan.find()) {
                loops = Double.parseDouble(scan.group(3));
                work = work.and(Double.parseDouble(scan.group(2)) * loops, scan.group(1) != null);
            } else if (removed.find()) {
                work = work.and(Double.parseDouble(removed.group(1)) * loops, false);
            } else if (line.contains("->")) {
                loops = 0;
            }
        }
        return work;
    }
}
